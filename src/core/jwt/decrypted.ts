import { readContents, timeDefects } from './contents.ts';
import { inspectToken } from './inspect.ts';
import { withoutDepths } from './section.ts';
import type { Claims, Token, TokenDefect } from './token.ts';

/** What an encrypted token held (RFC 7519, 5.2 and 7.2): a token of its own, or claims; undefined where it is neither. */
export function readDecrypted(header: Claims, plaintext: string): Token | undefined {
  if (/^\s*\{/.test(plaintext)) return ofClaims(header, plaintext);
  const inner = inspectToken(plaintext);
  return inner.kind === 'opaque' ? undefined : inner;
}

function ofClaims(header: Claims, plaintext: string): Token | undefined {
  try {
    const payload: unknown = JSON.parse(plaintext);
    if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return undefined;
    const defects: TokenDefect[] = [];
    // Foreign JSON: any object is a record of unknowns.
    const claims = withoutDepths(payload, 'payload', defects) as Claims;
    defects.push(...timeDefects(claims));
    return { kind: 'jwe', header, payload: claims, hasSignature: false, defects, ...readContents(header, claims) };
  } catch {
    return undefined;
  }
}
