import { maskValue } from './secret.ts';

/**
 * Shapes of secrets in running text. Linear: bounded classes, no nested repetition.
 * What is known to be a secret by its place (an Authorization value, a cookie) is masked by place; this is the net below.
 */
const shapes = [
  // JWT and JWE, whole or cut
  /\beyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,4}/g,
  // scheme and credentials
  /(?<=\b(?:Bearer|Basic|Token|DPoP|Negotiate|NTLM|ApiKey) )[A-Za-z0-9._~+/=:-]{16,}/gi,
  // prefixed keys of well-known services
  /\b(?:gh[opsur]_|github_pat_|glpat-|sk-|sk_live_|sk_test_|pk_live_|rk_live_|xox[abposr]-|xapp-|glsa_|hvs\.|npm_|dop_v1_|shpat_|SG\.|AIza|ya29\.|AKIA|ASIA|pat-|lin_api_|secret_|ntn_)[A-Za-z0-9_.-]{12,}/g,
];

/** Replaces what looks like a secret by its ends. */
export function maskSecretsIn(value: string): string {
  let masked = value;
  for (const shape of shapes) masked = masked.replace(shape, maskValue);
  return masked;
}
