import { fieldValue } from '../exchange.ts';
import type { Facts } from '../facts.ts';
import { readCookies } from '../headers/cookies.ts';
import { percentDecoded } from './target.ts';

/** Names under which a request carries the token of a form, or the cookie that belongs to it. */
export interface FormTokens {
  readonly cookies: readonly string[];
  readonly headers: readonly string[];
  readonly fields: readonly string[];
}

const names = /^crumb$|csrf|xsrf|anti-?forgery|authenticity_token|requestverificationtoken|wp-?nonce/i;

/** The anti-forgery tokens that a request carries, by the names they usually have. */
export function readFormTokens({ exchange, requestBody, target }: Facts): FormTokens {
  const { headers } = exchange.request;
  const cookies = readCookies(fieldValue(headers, 'Cookie') ?? '').map((it) => it.name);
  const fields = [...requestBody.fields.map((it) => it.key), ...target.query.map((it) => it.name)];
  return {
    cookies: cookies.filter((it) => names.test(it)),
    headers: headers.map((it) => it.name).filter((it) => names.test(it) && !/^cookie$/i.test(it)),
    fields: fields.filter((it) => names.test(it)),
  };
}

/** A form that a browser sends with a session and without a token of its page, refused without a reason. */
export function lacksFormToken(facts: Facts): boolean {
  return (
    facts.conditions.has('browser') &&
    facts.status === 403 &&
    facts.hinted === undefined &&
    facts.credential?.kind === 'session' &&
    facts.method === 'POST' &&
    facts.requestBody.kind === 'form' &&
    readFormTokens(facts).fields.length === 0
  );
}

/**
 * A cookie and the header that repeats it, of which the pair has different values (double submit, as Angular and axios do
 * it: the header is the cookie's own value). Undefined where they agree or one of them is missing.
 */
export function readUnequalPair({ exchange }: Facts): { readonly cookie: string; readonly header: string } | undefined {
  const { headers } = exchange.request;
  const cookie = readCookies(fieldValue(headers, 'Cookie') ?? '').find((it) => /^xsrf-token$/i.test(it.name));
  const header = headers.find((it) => /^x-xsrf-token$/i.test(it.name));
  if (!cookie || !header) return undefined;
  const sent = [cookie.value.reveal(), header.value].map(percentDecoded);
  return sent[0] === sent[1] || sent.some((it) => it === '' || /redacted|\*{3}/i.test(it))
    ? undefined
    : { cookie: cookie.name, header: header.name };
}
