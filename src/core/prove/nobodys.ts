import { textOfBase64 } from '../base64.ts';

/**
 * A credential of the same shape that nobody issued: the same parts and lengths, the same kinds of characters at the
 * same places, a prefix that names the issuer kept (`ghp_`, `sk_live_`). Its letters spell `nobody`, so that whoever
 * finds it in a log knows it for what it is.
 */
export function nobodys(value: string): string {
  const jwt = /^(ey[\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(value);
  if (jwt) return `${jwt[1]}.${nobodysClaims(jwt[2] ?? '')}.${nobodysSignature(jwt[3] ?? '')}`;
  const prefix = /^(?:[a-z][a-z0-9]{1,11}[_-]){1,3}(?=.{8})/i.exec(value)?.[0] ?? '';
  const made = prefix + spell(value.slice(prefix.length));
  return made === value ? `${made.slice(0, -1)}${made.endsWith('x') ? 'y' : 'x'}` : made;
}

/** The same header and claims, the third part another one of the same length: what another key would have signed. */
export function withAnotherSignature(jwt: string): string | undefined {
  const [, signed, first, rest] = /^(ey[\w-]+\.[\w-]+\.)([\w-])([\w-]{10,})$/.exec(jwt) ?? [];
  // The first character is all of its six bits, so that the part stays canonical base64url.
  return signed === undefined || rest === undefined ? undefined : `${signed}${first === 'A' ? 'B' : 'A'}${rest}`;
}

/** Claims of as many bytes, so that the part has the same length: `{"sub":"nobodynobody"}` */
function nobodysClaims(part: string): string {
  const frame = '{"sub":""}';
  const bytes = Math.floor((part.length * 3) / 4);
  if (bytes < frame.length) return spell(part);
  const claims = `{"sub":"${'nobody'.repeat(Math.ceil(bytes / 6)).slice(0, bytes - frame.length)}"}`;
  return base64url(claims);
}

function nobodysSignature(part: string): string {
  // A last character without stray bits, whatever the length is.
  return `${'nobody'.repeat(Math.ceil(part.length / 6)).slice(0, Math.max(0, part.length - 1))}A`;
}

function spell(value: string): string {
  const hex = /^[0-9a-f-]{8,}$/i.test(value);
  const letters = hex ? 'fade' : 'nobody';
  let at = 0;
  return value.replace(/%[0-9a-f]{2}|[a-z]|\d/gi, (it) => {
    if (it.startsWith('%')) return it;
    if (/\d/.test(it)) return '0';
    const letter = letters[at++ % letters.length] ?? 'n';
    return it === it.toUpperCase() ? letter.toUpperCase() : letter;
  });
}

function base64url(ascii: string): string {
  return btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** User and password of a Basic credential; undefined where it holds none. */
export function readPair(encoded: string): { readonly user: string; readonly password: string } | undefined {
  const decoded = textOfBase64(encoded);
  const colon = decoded?.indexOf(':') ?? -1;
  return decoded === undefined || colon < 0
    ? undefined
    : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
