import { readCare } from '../core/care/index.ts';
import { checkToken } from '../core/jwt/check.ts';
import { readClaims } from '../core/jwt/claims.ts';
import type { Token } from '../core/jwt/token.ts';
import { maskValue } from '../core/secret.ts';
import { plain } from '../core/text.ts';
import type { Verified } from './tokenVerify.ts';

/** What is shown of a token; the contract of `--json`. */
export type TokenOutput = ReturnType<typeof makeView>;

/** Everything but the secret itself. `now` in seconds since the epoch. */
export function makeView(raw: string, it: Token, now: number, verified: Verified | undefined) {
  const verification = verified?.verification;
  const { inner } = verification ?? {};
  // What an encrypted token held is what there is to read.
  const contents = inner ?? it;
  const care = readCare({ token: contents, now, ...(verification ? { verification } : {}) });
  return {
    kind: it.kind,
    masked: maskValue(raw),
    use: contents.use,
    ...(contents.useBecause === undefined ? {} : { useBecause: contents.useBecause }),
    header: it.header ?? null,
    payload: contents.payload ?? null,
    headerClaims: it.header ? readClaims(it.header, now) : [],
    ...(inner?.header && inner.kind !== 'jwe' ? { innerHeaderClaims: readClaims(inner.header, now) } : {}),
    claims: contents.payload ? readClaims(contents.payload, now) : [],
    checks: checkToken(contents, { now }).filter((check) => !verified?.verification || check.check !== 'alg'),
    defects: contents.defects,
    /** Whether an issuer can have a public key for it: not for `none`, nor for shared secrets. */
    verifiable: it.kind === 'jws' && !/^(?:none|HS\d+)$/i.test(String(it.header?.alg ?? 'none')),
    ...(verified ? { verification: verified.output } : {}),
    care: care.map(({ id, says, ask, rotate, link }) => ({
      id,
      says: plain(says),
      ask: plain(ask),
      ...(rotate ? { rotate: rotate.map(plain) } : {}),
      link,
    })),
  };
}
