import { checkToken } from './check.ts';
import { audienceCheck } from './checkTarget.ts';
import type { Token, TokenCheck } from './token.ts';
import type { Expected, VerificationCheck } from './verification.ts';

export interface ClaimOptions {
  /** Our clock, seconds since the epoch. */
  readonly now: number;
  /** The server's clock, seconds since the epoch. */
  readonly serverNow?: number;
  /** Where the token was sent. */
  readonly requestUrl?: string;
  readonly expected?: Expected;
  /** The issuer whose keys were read, and what its own document calls it (RFC 8414, 3.3). */
  readonly asked?: { readonly issuer: string; readonly named?: string };
}

/** What a server checks of the claims besides the signature (RFC 7519, 7.2; RFC 9068, 4): times, issuer, audience. */
export function claimChecks(token: Token, options: ClaimOptions): readonly VerificationCheck[] {
  const checks = checkToken(token, options);
  return [
    timeCheck(checks, 'exp', 'It names no expiry (exp), so it never ends by itself.'),
    timeCheck(checks, 'nbf', 'It names no beginning (nbf): it is valid from the start.'),
    issuerCheck(token, options),
    audience(token, options),
  ];
}

function timeCheck(checks: readonly TokenCheck[], check: 'exp' | 'nbf', absent: string): VerificationCheck {
  const made = checks.find((it) => it.check === check);
  if (!made) return { check, outcome: check === 'nbf' ? 'fine' : 'unknown', says: absent };
  if (made.outcome === 'note' && /^It names no/.test(made.says)) return { check, outcome: 'unknown', says: absent };
  // A note is what our clock says otherwise than the server's, which decides.
  return { check, outcome: made.outcome === 'wrong' ? 'wrong' : 'fine', says: made.says };
}

function issuerCheck({ issuer }: Token, { expected, asked }: ClaimOptions): VerificationCheck {
  const check = 'iss';
  const wanted = expected?.issuer;
  if (issuer === undefined) {
    const says = `It names no issuer (iss)${wanted === undefined ? '' : `, where ${wanted} is expected`}.`;
    return { check, outcome: wanted === undefined ? 'unknown' : 'wrong', says };
  }
  if (wanted !== undefined && wanted !== issuer) {
    const slash =
      withoutSlash(wanted) === withoutSlash(issuer) ? ' They differ in the slash at the end, which counts.' : '';
    const says = `iss is ${issuer}; ${expected?.from} names ${wanted}.${slash}`;
    return { check, outcome: 'wrong', says };
  }
  if (wanted !== undefined) return { check, outcome: 'fine', says: `iss is ${issuer}, as ${expected?.from} names it.` };
  if (asked?.named !== undefined && asked.named !== issuer) {
    const says = `iss is ${issuer}; the issuer's own document calls it ${asked.named}.`;
    return { check, outcome: 'wrong', says };
  }
  if (asked?.issuer === issuer) {
    return {
      check,
      outcome: 'unknown',
      says: `iss is ${issuer}, which was asked. Whether the API trusts it cannot be told from here.`,
    };
  }
  return { check, outcome: 'unknown', says: `iss is ${issuer}. Nothing here says which issuer is expected.` };
}

function audience(token: Token, { expected, requestUrl }: ClaimOptions): VerificationCheck {
  const check = 'aud';
  const wanted = expected?.audiences ?? [];
  const { audiences } = token;
  const named = listed(audiences);
  if (audiences.length === 0) {
    const says = `It names no audience (aud)${0 < wanted.length ? `, where ${listed(wanted)} is expected` : ': any API that trusts the issuer may take it'}.`;
    return { check, outcome: 0 < wanted.length ? 'wrong' : 'unknown', says };
  }
  if (0 < wanted.length) {
    const fits = wanted.some((it) => audiences.includes(it));
    const says = fits
      ? `aud is ${named}, as ${expected?.from} asks for it.`
      : `aud is ${named}; ${expected?.from} asks for ${listed(wanted)}.`;
    return { check, outcome: fits ? 'fine' : 'wrong', says };
  }
  const byHost = audienceCheck(token, requestUrl)[0];
  if (byHost?.outcome === 'fine') return { check, outcome: 'fine', says: byHost.says };
  return { check, outcome: 'unknown', says: `aud is ${named}. Whether the API takes it cannot be told from here.` };
}

function listed(items: readonly string[]): string {
  const more = 5 < items.length ? ` and ${items.length - 5} more` : '';
  return `${items
    .slice(0, 5)
    .map((it) => it.slice(0, 120))
    .join(', ')}${more}`;
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
