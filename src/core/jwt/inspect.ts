import { jwtDecode } from 'jwt-decode';
import type { Token } from './token.ts';

/** Reads a string that stands where a token should stand. Never throws, verifies nothing. */
export function inspectToken(raw: string): Token {
  const none = { hasSignature: false, defects: [], audiences: [], scopes: [], roles: [], use: 'unknown' } as const;
  try {
    const header: Record<string, unknown> = jwtDecode(raw, { header: true });
    return { ...none, kind: 'jws', header, payload: jwtDecode(raw) };
  } catch {
    return { ...none, kind: 'opaque' };
  }
}
