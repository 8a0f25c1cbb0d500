import { maskSecretsIn } from '../redact.ts';
import { maskValue } from '../secret.ts';
import { isSecretName } from '../secretNames.ts';
import { duration, formatBoth } from '../time.ts';
import { type ClaimForm, claimName } from './claimNames.ts';
import type { ClaimReading, Claims } from './token.ts';

/** Each claim (or header parameter) for a person, in the token's order. `now`: seconds since the epoch. */
export function readClaims(claims: Claims, now: number): ClaimReading[] {
  return Object.entries(claims)
    .slice(0, most)
    .map(([name, value]) => {
      const known = claimName(name);
      const label = known?.label ?? name;
      if (!known && typeof value === 'string' && isSecretName(name)) {
        return { name, value: JSON.stringify(maskValue(value)), label, reading: maskValue(value) };
      }
      const form = known?.form ?? guessForm(name, value);
      return {
        name,
        value: maskSecretsIn(json(value)),
        label,
        reading: cut(maskSecretsIn(read(name, value, form, now))),
      };
    });
}

/** More claims than a person reads. */
const most = 200;

function read(name: string, value: unknown, form: ClaimForm, now: number): string {
  if (value === null) return 'null';
  if (form === 'time') return readTime(value, now);
  if (form === 'duration' && typeof value === 'number') return duration(value);
  if (form === 'yes-no' && (typeof value === 'boolean' || value === 'true' || value === 'false'))
    return String(value) === 'true' ? 'yes' : 'no';
  if (form === 'algorithm' && typeof value === 'string') return algorithm(value);
  if (form === 'words') return readWords(value);
  const code = typeof value === 'string' || typeof value === 'number' ? codes[`${name} ${value}`] : undefined;
  if (code) return `${value} (${code})`;
  if (name === 'firebase' && typeof value === 'object' && 'sign_in_provider' in value)
    return typeof value.sign_in_provider === 'string' ? `signed in with ${value.sign_in_provider}` : json(value);
  if (name === 'cnf' && typeof value === 'object') return confirmation(Object.keys(value));
  return typeof value === 'string' ? value : json(value);
}

function readTime(value: unknown, now: number): string {
  const seconds = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof seconds !== 'number') return `${json(value)} (no number of seconds)`;
  if (looksLikeMilliseconds(seconds))
    return `${seconds}: milliseconds, where seconds are expected; meant is ${formatBoth(seconds / 1000, now)}`;
  return formatBoth(seconds, now);
}

/** Whether a time is so far in the future that it was written in milliseconds: beyond the year 5138. */
export function looksLikeMilliseconds(seconds: number): boolean {
  return 100_000_000_000 < seconds && seconds < 10_000_000_000_000;
}

function readWords(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value.includes(' ') ? value.split(/ +/).join(', ') : value;
  if (Array.isArray(value)) {
    return value.length === 0 ? 'none' : value.map((it) => (typeof it === 'string' ? it : json(it))).join(', ');
  }
  if (typeof value !== 'object' || value === null || 3 < depth) return json(value);
  if ('roles' in value) return readWords(value.roles, depth + 1);
  return Object.entries(value)
    .map(([client, inner]) => `${client}: ${readWords(inner, depth + 1)}`)
    .join('; ');
}

function algorithm(alg: string): string {
  if (alg.toLowerCase() === 'none') return 'none: not signed, anyone can write it';
  const family = families.find(([pattern]) => pattern.test(alg));
  return family ? `${alg} (${family[1]})` : alg;
}

const families: readonly (readonly [RegExp, string])[] = [
  [/^HS\d/, 'one shared secret signs and verifies'],
  [/^RS\d/, 'RSA; verified with a public key'],
  [/^PS\d/, 'RSA-PSS; verified with a public key'],
  [/^ES\d/, 'elliptic curve; verified with a public key'],
  [/^Ed(?:DSA|25519|448)$/, 'Edwards curve; verified with a public key'],
  [/^RSA|^ECDH|^A\d+(?:GCM)?KW$|^dir$|^PBES2/, 'encryption of the content key'],
];

/** Values that stand for words, where a document lists them. */
const codes: Readonly<Record<string, string>> = {
  'typ at+jwt': 'access token, RFC 9068',
  'typ dpop+jwt': 'proof of possession, RFC 9449',
  'typ Bearer': 'access token (Keycloak)',
  'typ ID': 'ID token (Keycloak)',
  'typ Refresh': 'refresh token (Keycloak)',
  'typ Offline': 'offline refresh token (Keycloak)',
  'token_use access': 'access token',
  'token_use id': 'ID token',
  'gty client-credentials': 'a machine, no user',
  'idtyp app': 'an application, no user',
  'idtyp user': 'a user',
  'acr 0': 'a long-lived session, no fresh sign-in',
  'acr 1': 'a password or similar',
  'appidacr 0': 'a public client',
  'appidacr 1': 'with a client secret',
  'appidacr 2': 'with a certificate',
  'azpacr 0': 'a public client',
  'azpacr 1': 'with a client secret',
  'azpacr 2': 'with a certificate',
  'aal aal1': 'one factor',
  'aal aal2': 'two factors',
  'aud 00000003-0000-0000-c000-000000000000': 'Microsoft Graph',
};

function confirmation(keys: readonly string[]): string {
  if (keys.includes('jkt')) return 'a DPoP key: a proof by that key must be sent with it';
  if (keys.includes('x5t#S256')) return 'a TLS client certificate: only a connection with it may use the token';
  return `a key (${keys.join(', ')})`;
}

/** A custom claim whose name and size say that it is a time. */
function guessForm(name: string, value: unknown): ClaimForm {
  const isTime = /(?:_at|_time|expiry|expires?|_exp|_iat)$/i.test(name);
  return isTime && typeof value === 'number' && 1_000_000_000 < value ? 'time' : 'plain';
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch {
    // Nested so deeply that printing it overflows the stack.
    return '(nested too deeply to print)';
  }
}

function cut(reading: string): string {
  return reading.length <= 500 ? reading : `${reading.slice(0, 499)}…`;
}
