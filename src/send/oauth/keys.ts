import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type * as oauth from 'oauth4webapi';
import { Secret } from '../../core/secret.ts';
import { notConfigured } from './ended.ts';
import { isObject } from './jsonAnswer.ts';

/** Reads a client's private key: PEM, or one JWK as text. `algorithms` are what the server takes, where it says. */
export async function importClientKey(
  signIn: string,
  key: Secret,
  algorithms: readonly string[] | undefined,
): Promise<oauth.PrivateKey> {
  const text = key.reveal().trim();
  const jwk = text.startsWith('{') ? readJwk(text) : undefined;
  const object = readKey(text, jwk);
  if (!object) {
    throw notConfigured(
      `The private key of the sign-in "${signIn}" cannot be read. Expected PEM without a passphrase that begins with -----BEGIN PRIVATE KEY-----, or a JWK with its private part.`,
    );
  }
  const algorithm = algorithmOf(object, stringOf(jwk?.alg), algorithms);
  if (!algorithm) {
    throw notConfigured(
      `The private key of the sign-in "${signIn}" is of the type ${object.asymmetricKeyType}; expected RSA, EC (P-256, P-384, P-521) or Ed25519.`,
    );
  }
  const kid = stringOf(jwk?.kid);
  const der = object.export({ type: 'pkcs8', format: 'der' });
  const imported = await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  return { key: imported, ...(kid === undefined ? {} : { kid }) };
}

/** Both halves of an ES256 key, for proofs of possession. */
export interface ProofKey {
  readonly pair: oauth.CryptoKeyPair;
  /** The private half as JWK text. */
  readonly jwk: Secret;
}

const es256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** A new key to bind tokens to (RFC 9449). */
export async function createProofKey(): Promise<ProofKey> {
  const pair = await crypto.subtle.generateKey(es256, true, ['sign', 'verify']);
  const { kty, crv, x, y, d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { pair, jwk: new Secret(JSON.stringify({ kty, crv, x, y, d })) };
}

/** The key that tokens are bound to, from its JWK text; undefined for anything else than a private P-256 key. */
export async function importProofKey(jwk: Secret): Promise<ProofKey | undefined> {
  const { kty, crv, x, y, d } = readJwk(jwk.reveal()) ?? {};
  if (kty !== 'EC' || crv !== 'P-256' || ![x, y, d].every((it) => typeof it === 'string')) return undefined;
  const shared = { kty, crv, x: String(x), y: String(y) };
  try {
    const [privateKey, publicKey] = await Promise.all([
      crypto.subtle.importKey('jwk', { ...shared, d: String(d) }, es256, false, ['sign']),
      crypto.subtle.importKey('jwk', shared, es256, true, ['verify']),
    ]);
    return { pair: { privateKey, publicKey }, jwk };
  } catch {
    return undefined;
  }
}

function readJwk(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function readKey(text: string, jwk: Readonly<Record<string, unknown>> | undefined): KeyObject | undefined {
  try {
    if (jwk) return createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' });
    // Env files are JSON or one line: line breaks are often written as \n.
    return createPrivateKey(text.replaceAll('\\n', '\n'));
  } catch {
    return undefined;
  }
}

type ImportAlgorithm = Parameters<typeof crypto.subtle.importKey>[2];

function algorithmOf(
  key: KeyObject,
  named: string | undefined,
  taken: readonly string[] | undefined,
): ImportAlgorithm | undefined {
  switch (key.asymmetricKeyType) {
    case 'rsa': {
      const rsa = (named ?? taken?.find((it) => /^[RP]S(?:256|384|512)$/.test(it)) ?? 'RS256').toUpperCase();
      const hash = `SHA-${/256|384|512/.exec(rsa)?.[0] ?? '256'}`;
      return { name: rsa.startsWith('PS') ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash };
    }
    case 'ec': {
      const curve = curves[key.asymmetricKeyDetails?.namedCurve ?? ''];
      return curve === undefined ? undefined : { name: 'ECDSA', namedCurve: curve };
    }
    case 'ed25519':
      return { name: 'Ed25519' };
    default:
      return undefined;
  }
}

/** OpenSSL's names and those of RFC 7518. */
const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

function stringOf(it: unknown): string | undefined {
  return typeof it === 'string' ? it : undefined;
}
