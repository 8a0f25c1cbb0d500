import type { CauseId } from '../causeIds.ts';
import type { Facts } from '../facts.ts';

/** Causes by which nobody was identified: 401 says that (RFC 9110, 15.5.2). */
export const notIdentified: ReadonlySet<CauseId> = new Set<CauseId>([
  'credentials-missing',
  'credentials-dropped',
  'scheme-mismatch',
  'credentials-malformed',
  'token-expired',
  'token-not-yet-valid',
  'token-signature-invalid',
  'token-wrong-audience',
  'token-wrong-issuer',
  'token-wrong-type',
  'token-revoked',
  'token-invalid',
  'session-expired',
  'password-wrong',
  'api-key-invalid',
]);

/** Causes by which the caller is known and may not: 403 says that (RFC 9110, 15.5.4). */
export const knownCaller: ReadonlySet<CauseId> = new Set<CauseId>([
  'scope-missing',
  'role-missing',
  'not-owner',
  'policy-denied',
  'sso-authorization-required',
  'service-not-enabled',
]);

/** All that the request itself says, in lower case: told back, it tells its caller nothing new. */
export function wordsOfRequest({ exchange, target, requestBody, token }: Facts): string {
  const { request } = exchange;
  return [
    request.url,
    ...target.query.map((it) => it.value),
    ...request.headers.map((it) => it.value),
    request.body?.text.slice(0, 65_536) ?? '',
    ...requestBody.fields.map((it) => it.value),
    JSON.stringify(token?.payload ?? ''),
  ]
    .join('\n')
    .toLowerCase();
}
