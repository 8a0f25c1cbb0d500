import { type Exchange, fieldValue } from '../exchange.ts';
import { formPairs } from '../jwt/fields.ts';
import type { CareScene } from './remark.ts';

/** What a call to the token endpoint shows of rotation; undefined where it is no refresh that succeeded (RFC 6749, 6). */
export function readRefreshed({ request, response }: Exchange): CareScene['refreshed'] {
  if (request.method !== 'POST' || response.status !== 200 || response.body?.cut) return undefined;
  const form = new Map(formPairs(request.body?.text.slice(0, longest) ?? ''));
  const before = form.get('refresh_token');
  if (form.get('grant_type') !== 'refresh_token' || before === undefined || before === '') return undefined;
  const answer = readObject(response.body?.text.slice(0, longest) ?? '');
  if (typeof answer?.access_token !== 'string') return undefined;
  const after = answer.refresh_token;
  // A bound refresh token is of no use to a thief, and need not rotate (RFC 9700, 4.14.2).
  const bound = fieldValue(request.headers, 'DPoP') !== undefined;
  const proven = ['client_secret', 'client_assertion'].some((name) => form.has(name));
  return {
    rotated: typeof after === 'string' && after !== before,
    clientIsPublic: !bound && !proven && fieldValue(request.headers, 'Authorization') === undefined,
  };
}

const longest = 100_000;

function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    // Foreign JSON: any object is a record of unknowns.
    return typeof json === 'object' && json !== null ? (json as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}
