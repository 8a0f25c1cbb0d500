import type { Exchange } from '../exchange.ts';
import { readBody } from '../facts/body.ts';
import { leadsToLogin, mayStandIn } from '../refusal.ts';

/** Whether a login was refused, by its status or in spite of it: nothing of such an answer is worth keeping. */
export function loginFailed({ response }: Exchange): boolean {
  if (400 <= response.status || leadsToLogin(response) || mayStandIn(response)) return true;
  const { kind, fields } = readBody(response.body);
  return (
    kind === 'json' &&
    fields.some(
      ({ path, value }) => /^(?:success|succeeded|ok|authenticated|logged_?in)$/i.test(path) && value === 'false',
    )
  );
}
