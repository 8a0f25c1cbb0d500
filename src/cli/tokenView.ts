import { checkToken } from '../core/jwt/check.ts';
import { readClaims } from '../core/jwt/claims.ts';
import type { Token } from '../core/jwt/token.ts';
import { maskValue } from '../core/secret.ts';
import type { Verification } from '../send/keys.ts';

/** What is shown of a token; the contract of `--json`. */
export type TokenOutput = ReturnType<typeof makeView>;

/** Everything but the secret itself. `now` in seconds since the epoch. */
export function makeView(raw: string, it: Token, now: number, verification: Verification | undefined) {
  return {
    kind: it.kind,
    masked: maskValue(raw),
    use: it.use,
    ...(it.useBecause === undefined ? {} : { useBecause: it.useBecause }),
    header: it.header ?? null,
    payload: it.payload ?? null,
    headerClaims: it.header ? readClaims(it.header, now) : [],
    claims: it.payload ? readClaims(it.payload, now) : [],
    checks: checkToken(it, { now }),
    defects: it.defects,
    /** Whether an issuer can have a public key for it: not for `none`, nor for shared secrets. */
    verifiable: it.kind === 'jws' && !/^(?:none|HS\d+)$/i.test(String(it.header?.alg ?? 'none')),
    ...(verification ? { verification } : {}),
  };
}
