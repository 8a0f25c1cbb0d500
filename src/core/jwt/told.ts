import { formatBoth } from '../time.ts';
import { readContents } from './contents.ts';
import type { Claims, Token } from './token.ts';
import type { VerificationCheck } from './verification.ts';
import { type ClaimOptions, claimChecks } from './verifiedClaims.ts';

/** What an issuer's introspection says of a token (RFC 7662, 2.2). `json` is its answer. */
export function introspectionChecks(json: Claims, options: ClaimOptions): readonly VerificationCheck[] {
  if (json.active !== true) {
    const says = 'The issuer says that it is not active: it has expired, was revoked, or another issuer gave it.';
    return [{ check: 'active', outcome: 'wrong', says }];
  }
  const token: Token = { kind: 'opaque', payload: json, hasSignature: false, defects: [], ...readContents({}, json) };
  const { scopes, exp } = token;
  const scope = scopes.length === 0 ? '' : ` Its scopes: ${scopes.slice(0, 20).join(' ').slice(0, 300)}.`;
  const end = exp === undefined ? '' : ` It ends ${formatBoth(exp, options.now)}.`;
  const active: VerificationCheck = {
    check: 'active',
    outcome: 'fine',
    says: `The issuer says that it is active.${end}${scope}`,
  };
  // What the answer leaves out, the issuer did not want to say.
  const told = claimChecks(token, options).filter(({ check }) => check !== 'exp' && json[check] !== undefined);
  return [active, ...told];
}

/** What it means that the issuer's userinfo answered (OpenID Connect Core, 5.3.2). */
export function userInfoChecks(json: Claims): readonly VerificationCheck[] {
  const who = typeof json.sub === 'string' ? ` It stands for ${json.sub.slice(0, 120)}.` : '';
  return [{ check: 'active', outcome: 'fine', says: `The issuer's userinfo takes it.${who}` }];
}

/** The issuer's userinfo refused the token as such (RFC 6750, 3.1). */
export const refusedByUserInfo: VerificationCheck = {
  check: 'active',
  outcome: 'wrong',
  says: "The issuer's userinfo refuses it: it has expired, was revoked, or another issuer gave it.",
};
