import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { isJson } from './fetchJson.ts';
import { type KeySet, type NamedKey, readKey, readKeySet } from './keySet.ts';

/** Keys that a person gave. */
export interface GivenKey {
  /** With its article: `the certificate`, `the secret`. */
  readonly what: string;
  readonly set: KeySet;
  /** The text itself, which an attacker may have used as a shared secret (RFC 8725, 2.1). */
  readonly text: string;
}

/** Reads what a person gave as a key: PEM of a key or certificate, a JWK or JWK set, else a shared secret. */
export function readGivenKey(given: string): GivenKey | { readonly problem: string } {
  if (longest < given.length)
    return { problem: `The key has more than ${longest} characters; a key has some thousands at most.` };
  const text = given.trim();
  if (text === '') return { problem: 'The key is empty.' };
  if (text.includes('-----BEGIN ')) return readPem(text);
  // A secret may begin like JSON, too.
  if (/^[{[]/.test(text) && /"k(?:ty|eys)"|^\{\s*"/.test(text)) return readJson(text);
  // White space around a secret is a line break of the file or the terminal.
  return { what: 'the secret', set: setOf(secretReadings(text)), text };
}

const longest = 200_000;

function readPem(text: string): GivenKey | { readonly problem: string } {
  const label = /-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(text)?.[1] ?? '';
  if (label.startsWith('ENCRYPTED') || /^Proc-Type: 4,ENCRYPTED/m.test(text)) {
    return {
      problem:
        'The private key is encrypted with a passphrase. openssl pkey -in FILE -out PLAIN writes it without one.',
    };
  }
  const isPrivate = label.endsWith('PRIVATE KEY');
  try {
    const pem = inLines(text);
    const key = isPrivate ? createPrivateKey(pem) : createPublicKey(pem);
    const jwk = asJwk(key);
    if (!jwk)
      return { problem: `The PEM block is a key of the kind ${key.asymmetricKeyType}, which no JWT is signed with.` };
    const what = label === 'CERTIFICATE' ? 'the certificate' : isPrivate ? 'the private key' : 'the public key';
    return { what, set: setOf([jwk]), text };
  } catch {
    return {
      problem: `The PEM block (${label || 'without a label'}) cannot be read: it was cut, changed or is of another kind.`,
    };
  }
}

/** A field of one line takes the line breaks out of what is pasted into it, and variables hold them as `\\n`. */
function inLines(text: string): string {
  const [, begin, body, end] =
    /(-----BEGIN [A-Z0-9 ]{1,40}-----)([^-]*)(-----END [A-Z0-9 ]{1,40}-----)/.exec(text) ?? [];
  if (begin === undefined || body === undefined || end === undefined) return text;
  const lines = body.replace(/\\[rn]|\s/g, '').match(/.{1,64}/g) ?? [];
  return [begin, ...lines, end, ''].join('\n');
}

function asJwk(key: KeyObject): NamedKey | undefined {
  try {
    return readKey(key.export({ format: 'jwk' }));
  } catch {
    return undefined;
  }
}

function readJson(text: string): GivenKey | { readonly problem: string } {
  try {
    const json: unknown = JSON.parse(text);
    const set = isJson(json) ? readKeySet(json) : undefined;
    if (set)
      return 0 < set.keys.length
        ? { what: 'the key set', set, text }
        : { problem: 'The JWK set holds no key that can be read.' };
    const key = readKey(json);
    return key
      ? { what: 'the key', set: setOf([key]), text }
      : { problem: 'The JSON is neither a JWK (kty) nor a JWK set (keys).' };
  } catch {
    return { problem: 'The key begins like JSON and is none; a JWK, a JWK set, PEM or a secret is expected.' };
  }
}

function setOf(keys: readonly NamedKey[]): KeySet {
  return { keys, known: { names: keys.map((it) => it.name), count: keys.length } };
}

/** A secret is octets: configurations write them as text, Base64 or hexadecimal, and seldom say which. */
function secretReadings(text: string): readonly NamedKey[] {
  const readings: NamedKey[] = [octets(Buffer.from(text, 'utf8'))];
  if (/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(text)) readings.push(octets(Buffer.from(text, 'base64'), 'read as Base64'));
  if (/^(?:[0-9a-f]{2}){8,}$/i.test(text)) readings.push(octets(Buffer.from(text, 'hex'), 'read as hexadecimal'));
  return readings;
}

function octets(bytes: Buffer, reading?: string): NamedKey {
  return {
    jwk: { kty: 'oct', k: bytes.toString('base64url') },
    name: { secretBytes: bytes.length },
    ...(reading === undefined ? {} : { reading }),
  };
}
