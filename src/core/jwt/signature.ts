import { byteLength } from './section.ts';
import type { TokenDefect } from './token.ts';

/** Whether a signature can be one of its algorithm, by its length alone (RFC 7518, 3.1). */
export function signatureDefects(signature: string, alg: unknown): TokenDefect[] {
  if (signature === '') {
    if (typeof alg === 'string' && alg.toLowerCase() === 'none') return [];
    const says = `The signature is empty, though the header says ${typeof alg === 'string' ? `alg ${alg.slice(0, 20)}` : 'that it is signed'}.`;
    return [{ code: 'missing-signature', section: 'signature', says }];
  }
  if (typeof alg !== 'string') return [];
  const bytes = byteLength(signature);
  const exact = Object.hasOwn(lengths, alg) ? lengths[alg] : undefined;
  if (exact !== undefined && bytes !== exact) {
    const says = `A signature of ${alg} has ${exact} bytes; this one has ${bytes}${bytes < exact ? ', so the end of the token is missing' : ''}.`;
    return [{ code: 'signature-length', section: 'signature', says }];
  }
  if (/^[RP]S(?:256|384|512)$/.test(alg) && bytes < 128) {
    const says = `A signature of ${alg} has 256 bytes or more; this one has ${bytes}, so the end of the token is missing.`;
    return [{ code: 'signature-length', section: 'signature', says }];
  }
  return [];
}

const lengths: Readonly<Record<string, number>> = {
  HS256: 32,
  HS384: 48,
  HS512: 64,
  ES256: 64,
  ES256K: 64,
  ES384: 96,
  ES512: 132,
  Ed25519: 64,
  Ed448: 114,
};
