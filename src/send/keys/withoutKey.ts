import { createPublicKey } from 'node:crypto';
import type { JWK } from 'jose';
import { capital } from '../../core/capital.ts';
import type { VerificationCheck } from '../../core/jwt/verification.ts';
import { type KeyOwner, theKeys } from './keyOwner.ts';
import type { NamedKey } from './keySet.ts';
import { tryKey } from './tryKey.ts';

/** No key of the right kind: what that means differs by what was mixed up. */
export async function checksWithoutKey(
  raw: string,
  alg: string,
  keys: readonly NamedKey[],
  owner: KeyOwner,
): Promise<VerificationCheck[]> {
  const kinds = [...new Set(keys.map(({ jwk }) => kindWords(jwk)))].slice(0, 4).join(', ');
  const isShared = alg.startsWith('HS');
  if (isShared && keys.some(({ jwk }) => jwk.kty !== 'oct')) {
    const forged = await fitsPublicKey(raw, alg, keys, owner.text);
    return [
      {
        check: 'alg',
        outcome: 'wrong',
        says: `alg is ${alg}, one shared secret, and ${theKeys(owner)} ${owner.issuer ? 'are public' : `is ${kinds}`}. A server that takes both can be made to use the public key as the secret; others refuse the token (RFC 8725, 3.1).`,
      },
      forged
        ? {
            check: 'signature',
            outcome: 'wrong',
            says: 'The signature was made with the public key as the secret: anybody could make it. The token is forged, or its issuer is set up wrongly.',
          }
        : { check: 'signature', outcome: 'unknown', says: 'It was signed with a secret, which is needed to check it.' },
    ];
  }
  if (keys.length === 0) {
    return [
      {
        check: 'key',
        outcome: 'unknown',
        says: owner.issuer ? 'The issuer publishes no keys that can be read.' : `${capital(owner.what)} holds no key.`,
      },
      {
        check: 'signature',
        outcome: 'unknown',
        says: isShared
          ? `It was signed with a secret (${alg}), which no issuer publishes.`
          : 'Without a key nothing is known about the signature.',
      },
    ];
  }
  return [
    {
      check: 'alg',
      outcome: 'wrong',
      says: `alg is ${alg}, and ${owner.issuer ? "the issuer's keys are" : `${owner.what} is`} for something else: ${kinds}.`,
    },
    {
      check: 'signature',
      outcome: 'unknown',
      says: `No key for ${alg || 'the token'} is there to check the signature with.`,
    },
  ];
}

/** Whether a signature by shared secret was made with the text of a public key (RFC 8725, 2.1). */
async function fitsPublicKey(raw: string, alg: string, keys: readonly NamedKey[], given?: string): Promise<boolean> {
  const texts = new Set<string>(given === undefined ? [] : [given, `${given}\n`]);
  for (const { jwk } of keys.slice(0, 10)) {
    try {
      const pem = createPublicKey({ key: { ...jwk }, format: 'jwk' })
        .export({ type: 'spki', format: 'pem' })
        .toString();
      texts.add(pem).add(pem.trimEnd());
    } catch {
      // No key that OpenSSL knows: nobody can have used its text.
    }
  }
  for (const it of texts) {
    const k = Buffer.from(it, 'utf8').toString('base64url');
    if ((await tryKey(raw, alg, { kty: 'oct', k })) === 'fits') return true;
  }
  return false;
}

function kindWords({ kty, crv, use, alg }: JWK): string {
  const kind = kty === 'oct' ? 'a shared secret' : `${kty === 'RSA' ? 'an RSA key' : `a key on ${crv ?? kty}`}`;
  const extra = [alg, use === 'enc' ? 'for encryption' : undefined].filter((it) => it !== undefined).join(', ');
  return extra === '' ? kind : `${kind} (${extra.slice(0, 40)})`;
}
