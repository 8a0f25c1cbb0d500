import type { CauseId } from '../causeIds.ts';
import type { Facts } from '../facts.ts';

/**
 * What a token endpoint answers (RFC 6749, 5.2): its own JSON, 400 but for a client that is not known.
 * Undefined where the request is no token call.
 */
export function tokenError(
  facts: Facts,
  cause: CauseId,
): { status: 400 | 401; body: Readonly<Record<string, string>> } | undefined {
  const grant = facts.requestBody.fields.find((it) => it.key === 'grant_type');
  if (!grant || facts.method !== 'POST') return undefined;
  const [error, description] = errors[cause] ?? [
    'invalid_request',
    'The request lacks a parameter, or has one that is malformed',
  ];
  return { status: error === 'invalid_client' ? 401 : 400, body: { error, error_description: description } };
}

const errors: Readonly<Partial<Record<CauseId, readonly [string, string]>>> = {
  'client-invalid': ['invalid_client', 'The client is not known, or its authentication failed'],
  'credentials-missing': ['invalid_client', 'The client did not authenticate'],
  'password-wrong': ['invalid_grant', 'The user name or the password is wrong'],
  'account-blocked': ['invalid_grant', 'The account cannot be used'],
  'token-expired': ['invalid_grant', 'The code or refresh token has expired'],
  'token-revoked': ['invalid_grant', 'The refresh token was revoked or used before'],
  'token-invalid': ['invalid_grant', 'The code or refresh token is not known'],
  'token-signature-invalid': ['invalid_grant', 'The assertion does not verify'],
  'token-wrong-audience': ['invalid_target', 'The resource is not known, or not for this client'],
  'scope-missing': ['invalid_scope', 'A scope is not known, or not for this client'],
  'role-missing': ['unauthorized_client', 'The client may not use this grant'],
  'policy-denied': ['unauthorized_client', 'The client may not use this grant'],
};
