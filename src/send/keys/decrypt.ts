import { compactDecrypt, errors, importJWK, type JWK } from 'jose';
import { capital } from '../../core/capital.ts';
import type { Claims } from '../../core/jwt/token.ts';
import type { GivenKey } from './givenKey.ts';

export type Decrypted =
  | { readonly kind: 'decrypted'; readonly text: string; readonly says: string }
  | { readonly kind: 'not-decrypted'; readonly says: string };

/** Opens a JWE (RFC 7516) with a private key or a shared secret. */
export async function decryptToken(raw: string, header: Claims, given: GivenKey): Promise<Decrypted> {
  const alg = typeof header.alg === 'string' ? header.alg : '';
  const enc = typeof header.enc === 'string' ? header.enc : '';
  const fitting = given.set.keys.filter(({ jwk }) => opens(jwk, alg));
  if (fitting.length === 0) return { kind: 'not-decrypted', says: wanted(alg, enc, given) };
  let says = '';
  for (const { jwk, name, reading } of fitting) {
    const needed = bytesFor(alg, enc);
    if (needed !== undefined && name.secretBytes !== undefined && name.secretBytes !== needed) {
      says ||= `${capital(given.what)} has ${name.secretBytes} bytes, and ${alg === 'dir' ? enc : alg} takes ${needed}.`;
      continue;
    }
    try {
      const key = await importJWK(withoutUse(jwk), alg === 'dir' ? enc : alg);
      const { plaintext } = await compactDecrypt(raw, key, { keyManagementAlgorithms: [alg] });
      const how = `${given.what}${reading === undefined ? '' : `, ${reading}`}`;
      return {
        kind: 'decrypted',
        text: new TextDecoder().decode(plaintext),
        says: `It was decrypted with ${how} (${encryptionWords(header)}).`,
      };
    } catch (error) {
      says = why(error, alg, enc, given);
    }
  }
  return { kind: 'not-decrypted', says };
}

/** `alg RSA-OAEP-256, enc A256GCM, kid k1` */
export function encryptionWords(header: Claims): string {
  return ['alg', 'enc', 'kid']
    .flatMap((name) => {
      const value = header[name];
      return typeof value === 'string' ? [`${name} ${value.slice(0, 80)}`] : [];
    })
    .join(', ');
}

function opens({ kty, d, use }: JWK, alg: string): boolean {
  if (use === 'sig') return false;
  if (alg.startsWith('RSA')) return kty === 'RSA' && d !== undefined;
  if (alg.startsWith('ECDH-ES')) return (kty === 'EC' || kty === 'OKP') && d !== undefined;
  return kty === 'oct';
}

function wanted(alg: string, enc: string, given: GivenKey): string {
  const secret = !alg.startsWith('RSA') && !alg.startsWith('ECDH-ES');
  const kind = secret
    ? 'the secret that was shared'
    : `the private ${alg.startsWith('RSA') ? 'RSA' : 'elliptic curve'} key of the one it was made for`;
  return `It is encrypted with ${[alg, enc].filter((it) => it !== '').join(' and ')}: ${kind} opens it, and ${given.what} is none.`;
}

function why(error: unknown, alg: string, enc: string, given: GivenKey): string {
  if (error instanceof errors.JWEDecryptionFailed) {
    return `${capital(given.what)} does not open it: it was encrypted for another key, or was changed.`;
  }
  if (error instanceof errors.JOSENotSupported) return `Its encryption (alg ${alg}, enc ${enc}) is not known here.`;
  if (error instanceof errors.JWEInvalid) return 'It is not put together as RFC 7516 says, so it cannot be decrypted.';
  return `The key cannot be used with ${alg}: it is of another kind, or too short.`;
}

/** How long the secret is to be (RFC 7518, 4.4, 4.7 and 5); undefined where any length will do. */
function bytesFor(alg: string, enc: string): number | undefined {
  const name = alg === 'dir' ? enc : alg;
  const bits = Number(/^A(\d{3})/.exec(name)?.[1] ?? 0) * (name.includes('CBC-HS') ? 2 : 1);
  return bits === 0 ? undefined : bits / 8;
}

/** What a key may be used for is its owner's say, who gives it here. */
function withoutUse(jwk: JWK): JWK {
  const { use: _use, key_ops: _ops, alg: _alg, ext: _ext, ...rest } = jwk;
  return rest;
}
