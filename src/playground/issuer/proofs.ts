import { createHash, createHmac, randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, type JWTPayload, jwtVerify } from 'jose';
import type { Call } from '../respond.ts';
import type { Clock } from './consent.ts';
import { keep } from './keep.ts';

export const proofAlgorithms = ['ES256', 'ES384', 'PS256', 'RS256', 'EdDSA'];
const tolerance = 5 * 60;

export type Proven =
  | { readonly ok: true; readonly jkt: string }
  | { readonly ok: false; readonly error: 'invalid_dpop_proof' | 'use_dpop_nonce'; readonly description: string };

/** Checks proofs that a key is held (RFC 9449), and gives out the nonces they have to carry. */
export interface Proofs {
  /** @param token the access token that the proof goes along with */
  check(call: Call, token?: string): Promise<Proven>;
  /** Of now; the one before is accepted too. Each lives five minutes. */
  nonce(): string;
}

export function createProofs(clock: Clock): Proofs {
  const secret = randomBytes(32);
  const seen = new Map<string, true>();

  function nonceOf(period: number): string {
    return createHmac('sha256', secret).update(String(period)).digest('base64url').slice(0, 22);
  }
  const period = () => Math.floor(clock() / 1000 / tolerance);

  function wrong(payload: JWTPayload, call: Call, token: string | undefined): string | undefined {
    const expected = call.origin + call.path;
    const age = clock() / 1000 - Number(payload.iat);
    if (payload.htm !== call.method) return `The proof is for ${String(payload.htm)}, the request is ${call.method}`;
    if (String(payload.htu).split(/[?#]/, 1)[0] !== expected)
      return `The proof is for ${String(payload.htu)}, the request went to ${expected}`;
    if (!(Math.abs(age) <= tolerance)) return `The proof was made ${Math.round(age)} seconds ago, by its iat`;
    if (typeof payload.jti !== 'string' || 200 < payload.jti.length) return 'The proof has no jti';
    if (seen.has(payload.jti)) return 'The proof was already used';
    if (token !== undefined && payload.ath !== createHash('sha256').update(token).digest('base64url'))
      return 'The ath of the proof is not the hash of the access token';
    return undefined;
  }

  return {
    nonce: () => nonceOf(period()),

    async check(call, token) {
      const refused = (description: string): Proven => ({ ok: false, error: 'invalid_dpop_proof', description });
      const proof = call.headers.dpop;
      if (typeof proof !== 'string' || proof === '') return refused('The DPoP proof header is missing');
      const read = await jwtVerify(proof, EmbeddedJWK, {
        typ: 'dpop+jwt',
        algorithms: proofAlgorithms,
        currentDate: new Date(clock()),
      }).catch(() => undefined);
      if (!read?.protectedHeader.jwk) return refused('The DPoP proof could not be read or verified with its own key');
      const reason = wrong(read.payload, call, token);
      if (reason) return refused(reason);
      if (![nonceOf(period()), nonceOf(period() - 1)].includes(String(read.payload.nonce))) {
        return {
          ok: false,
          error: 'use_dpop_nonce',
          description: 'The proof has to carry the nonce of the DPoP-Nonce header',
        };
      }
      keep(seen, String(read.payload.jti), true);
      return { ok: true, jkt: await calculateJwkThumbprint(read.protectedHeader.jwk, 'sha256') };
    },
  };
}
