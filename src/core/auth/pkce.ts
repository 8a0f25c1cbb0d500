import { Secret } from '../secret.ts';
import type { ConfigValue } from './config.ts';
import { type FieldReader, plain } from './fieldReader.ts';
import type { SignIn } from './signIn.ts';
import { fieldKey } from './signInFields.ts';

/** `PKCE`: `true`, `false`, or an object of method and verifier (RFC 7636). */
export function readPkce(reader: FieldReader): SignIn['pkce'] {
  const it = reader.value('PKCE');
  if (it === undefined || it === null || it === true) return { method: 'S256' };
  if (it === false) return { method: 'none' };
  const word = plain(it);
  if (word !== undefined) {
    const key = fieldKey(word);
    if (key === '' || key === 'true' || isS256(key)) return { method: 'S256' };
    if (key === 'false' || key === 'none') return { method: 'none' };
    if (key === 'plain') return { method: 'plain' };
  }
  if (!isObject(it)) {
    reader.problem(
      'PKCE',
      `is something else than \`true\`, \`false\` or an object of \`Code Challenge Method\` and \`Code Verifier\`.`,
    );
    return { method: 'S256' };
  }
  const method = fieldKey(member(it, 'Code Challenge Method') ?? '');
  const verifier = member(it, 'Code Verifier') ?? '';
  if (method !== '' && method !== 'plain' && !isS256(method))
    reader.problem('PKCE', 'has a `Code Challenge Method` that is neither `SHA-256` nor `Plain`.');
  if (verifier !== '' && !/^[\w.~-]{43,128}$/.test(verifier))
    reader.problem(
      'PKCE',
      'has a `Code Verifier` that is not made of 43 to 128 letters, digits and `-._~` (RFC 7636, 4.1). Leave it out for a random one.',
    );
  return {
    method: method === 'plain' ? 'plain' : 'S256',
    ...(verifier === '' ? {} : { verifier: new Secret(verifier) }),
  };
}

/** The text of a member, however its name is spelled. */
export function member(it: { readonly [name: string]: ConfigValue }, name: string): string | undefined {
  const value = memberValue(it, name);
  return value === undefined ? undefined : plain(value);
}

export function memberValue(it: { readonly [name: string]: ConfigValue }, name: string): ConfigValue | undefined {
  return Object.entries(it).find(([key]) => fieldKey(key) === fieldKey(name))?.[1];
}

export function isObject(it: ConfigValue | undefined): it is { readonly [name: string]: ConfigValue } {
  return typeof it === 'object' && it !== null && !Array.isArray(it) && !(it instanceof Secret);
}

function isS256(key: string): boolean {
  return key === 's256' || key === 'sha256';
}
