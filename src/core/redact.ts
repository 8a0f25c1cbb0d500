import { knownKeyPattern } from './knownKeys.ts';
import { maskValue } from './secret.ts';
import { isSecretName, isSecretWhenMade } from './secretNames.ts';

/**
 * Replaces what looks like a secret in running text by its ends: JWTs, credentials behind a scheme, keys of known
 * services, values of secret-named parameters, fields and cookies, passwords in URLs, private keys. What is a secret
 * by its place is masked by place (`mask.ts`); this is the net below. Linear in the length; UUIDs, hosts, scopes and
 * ordinary words stay.
 */
export function maskSecretsIn(value: string): string {
  if (value.length < shortest || !mayHold.test(value)) return value;
  let masked = value;
  if (masked.includes('-----BEGIN ')) masked = maskPrivateKeys(masked);
  if (masked.includes('eyJ')) masked = masked.replace(jwt, maskValue);
  if (scheme.test(masked)) masked = masked.replace(credentials, maskMade);
  if (digit.test(masked) && run.test(masked)) masked = masked.replace(keys, maskValue);
  if (masked.includes('://') && masked.includes('@')) masked = masked.replace(userinfo, '••••');
  if (/cookie:/i.test(masked)) masked = masked.replace(cookieLine, maskCookies);
  if (masked.includes('=') || masked.includes(':')) masked = maskNamed(masked);
  return masked;
}

/** Shorter text holds no name with a value, and no key. */
const shortest = 8;

/** Names with values and credentials behind a scheme have these signs, keys a digit: one word alone holds nothing. */
const mayHold = /[0-9=: ]|eyJ/;

// A JWT or JWE, whole or cut, its dots as they are or percent-encoded
const jwt = /eyJ[A-Za-z0-9_-]{8,}(?:(?:\.|%2E)[A-Za-z0-9_-]*){0,4}/g;

const credentials =
  /(?<=\b(?:Bearer|Basic|Token|DPoP|Negotiate|NTLM|ApiKey|Api-Key|JWT|SSWS|GenieKey|Bot) ["']?)[A-Za-z0-9._~+/=:-]{12,}/gi;

const scheme = /\b(?:bearer|basic|token|dpop|negotiate|ntlm|apikey|api-key|jwt|ssws|geniekey|bot) /i;

// Cheap to ask: no key is shorter, and each has a digit in it
const digit = /[0-9]/;
const run = /[A-Za-z0-9_./|-]{13}/;

const keys = new RegExp(`(?<![A-Za-z0-9_])${knownKeyPattern()}`, 'g');

// The password of `scheme://user:password@host`
const userinfo = /(?<=:\/\/[^\s/?#@:"']{0,200}:)[^\s/?#@"']{1,500}(?=@)/g;

const cookieLine = /(?<=\b(?:set-)?cookie: ?)[^\r\n]{1,8000}/gi;

// `name=`, `"name": "`, `name: `. A run of name characters is entered at its start only.
const nameBefore = /(?<![\w.-])[\w.-]{2,80}(?:=|%3D|\\?["']\s{0,5}[:=]\s{0,5}(?:\\?["'])?|:\s{0,5})(?:["'])?/g;
const valueAfter = /[^\s"'&;,<>\\{}[\]()]+/y;

/** Goes from name to name; what stands after a name that is no secret's may hold further names (`next=/cb?token=…`). */
function maskNamed(text: string): string {
  let masked = '';
  let at = 0;
  // What ends a value that is none stays none: it is not looked at again from each name within.
  let noneUntil = 0;
  for (const found of text.matchAll(nameBefore)) {
    const start = found.index + found[0].length;
    if (start <= at) continue;
    const name = /^[\w.-]+/.exec(found[0])?.[0] ?? '';
    if (!isSecretName(name) && (name === 'nonce' || !isSecretWhenMade(name))) continue;
    if (start < noneUntil && !mayBeAnyWord(name, found[0])) continue;
    valueAfter.lastIndex = start;
    const value = valueAfter.exec(text)?.[0];
    if (value === undefined) continue;
    if (!isSecretValue(name, found[0], value)) {
      noneUntil = start + (madeSign.test(value) ? value.lastIndexOf('…') : value.length);
      continue;
    }
    masked += text.slice(at, start) + maskValue(value);
    at = start + value.length;
  }
  return masked + text.slice(at);
}

function isSecretValue(name: string, before: string, value: string): boolean {
  if (notSecret.test(value) || value.includes('…') || value.includes('••••')) return false;
  if (mayBeAnyWord(name, before)) return true;
  // `"code": "InvalidAuthenticationToken"` is an answer
  if (/^(?:code|key|auth|sig|session)$/i.test(name)) return /[0-9]/.test(value) && looksMade(value);
  return looksMade(value);
}

/** Words of a sentence (`password: wrong`) aside, a password may be any word; a token is made by a machine. */
function mayBeAnyWord(name: string, before: string): boolean {
  return /pass|pwd|secret$/i.test(name) && !/:\s*$/.test(before);
}

function maskMade(value: string): string {
  return looksMade(value) ? maskValue(value) : value;
}

/** Made by a machine: long enough, with a digit or with upper case amid lower case. A UUID names something. */
export function looksMade(value: string): boolean {
  return 12 <= value.length && madeSign.test(value) && !uuid.test(value);
}

const madeSign = /[0-9]|[a-z][A-Z]/;

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const notSecret = /^(?:undefined|null|none|true|false|\$\w*|%\w*%|\*+|x{3,}|required|missing|invalid|expired|wrong)$/i;

function maskCookies(line: string): string {
  return line.replace(/(?<![^=;\s])([^=;\s]+)=([^;\s]{1,4096})/g, (whole, name, value) =>
    cookieAttributes.test(name) || value.includes('…') ? whole : `${name}=${maskValue(value)}`,
  );
}

const cookieAttributes = /^(?:path|domain|expires|max-age|samesite|priority)$/i;

function maskPrivateKeys(text: string): string {
  let masked = '';
  let at = 0;
  for (;;) {
    const begin = text.indexOf('-----BEGIN ', at);
    if (begin < 0) return masked + text.slice(at);
    const body = text.indexOf('-----', begin + 11);
    if (body < 0) return masked + text.slice(at);
    const isPrivate = text.slice(begin, body).endsWith('PRIVATE KEY');
    const end = isPrivate ? text.indexOf('-----END', body) : body;
    masked += text.slice(at, body + 5);
    if (isPrivate) masked += '••••';
    if (end < 0) return masked;
    at = isPrivate ? end : body + 5;
  }
}
