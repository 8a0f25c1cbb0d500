import { SignJWT } from 'jose';
import type { Secret } from '../../core/secret.ts';
import { importProofKey } from './keys.ts';

/** What a proof of possession is made of. */
export interface ProofInput {
  /** The private key as JWK text: `Tokens.dpopKey`. */
  readonly key: Secret;
  readonly method: string;
  /** Of the request, query and all: the proof names it without query and fragment. */
  readonly url: string;
  /** The last `DPoP-Nonce` of that server. */
  readonly nonce?: string;
  /** The token that goes along in `Authorization: DPoP`. */
  readonly accessToken?: Secret;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The value of the `DPoP` field for one request (RFC 9449, 4.2); undefined where key or URL cannot be used. */
export async function dpopProof(input: ProofInput): Promise<string | undefined> {
  const key = await importProofKey(input.key);
  if (!key || !URL.canParse(input.url)) return undefined;
  const { origin, pathname } = new URL(input.url);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', key.pair.publicKey);
  return new SignJWT({
    jti: crypto.randomUUID(),
    htm: input.method,
    htu: `${origin}${pathname}`,
    iat: Math.floor(input.now / 1000),
    ...(input.nonce === undefined ? {} : { nonce: input.nonce }),
    ...(input.accessToken ? { ath: await hashOf(input.accessToken) } : {}),
  })
    .setProtectedHeader({
      alg: 'ES256',
      typ: 'dpop+jwt',
      jwk: { kty: String(kty), crv: String(crv), x: String(x), y: String(y) },
    })
    .sign(key.pair.privateKey);
}

async function hashOf(token: Secret): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(token.reveal(), 'utf8'));
  return Buffer.from(digest).toString('base64url');
}
