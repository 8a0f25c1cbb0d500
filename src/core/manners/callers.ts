import type { CauseId } from '../causeIds.ts';

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
