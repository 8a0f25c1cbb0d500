import { X509Certificate } from 'node:crypto';
import type { JWK } from 'jose';
import type { KeyName, KnownKeys } from '../../core/jwt/verification.ts';
import { isJson, type Json } from './fetchJson.ts';

/** Keys that can be tried, read from JSON of whatever origin (RFC 7517). */
export interface KeySet {
  readonly keys: readonly NamedKey[];
  readonly known: KnownKeys;
}

export interface NamedKey {
  readonly jwk: JWK;
  readonly name: KeyName;
  /** How a text was read as this key, where it can be read in several ways: `as Base64`. */
  readonly reading?: string;
}

/** More keys than an issuer has; those beyond are not read. */
const mostKeys = 100;
/** A modulus of 16,384 bits in Base64url. Longer ones are made to keep a computer busy. */
const longestModulus = 2_731;
const longestExponent = 11;

/** Reads a JWK set; undefined where it is none. Keys that cannot be read, or are for encryption, are left out. */
export function readKeySet(
  json: Json,
  source: { readonly from?: string; readonly fetchedAt?: number } = {},
): KeySet | undefined {
  if (!Array.isArray(json.keys)) return undefined;
  const list: readonly unknown[] = json.keys;
  const keys = list.slice(0, mostKeys).flatMap((it) => readKey(it) ?? []);
  return { keys, known: { names: keys.map((it) => it.name), count: list.length, ...source } };
}

/** Reads one JWK; undefined where it is none. */
export function readKey(it: unknown): NamedKey | undefined {
  if (!isJson(it) || typeof it.kty !== 'string' || !members.every((name) => isShortText(it[name]))) return undefined;
  if (isLong(it.n, longestModulus) || isLong(it.e, longestExponent)) return undefined;
  const endsAt = endOf(it);
  const name = {
    ...(typeof it.kid === 'string' ? { kid: it.kid.slice(0, 200) } : {}),
    ...(endsAt === undefined ? {} : { endsAt }),
    ...(it.kty === 'oct' && typeof it.k === 'string' ? { secretBytes: Buffer.from(it.k, 'base64url').length } : {}),
  };
  // Foreign JSON, of which the members that jose reads are texts.
  return { jwk: it as JWK, name };
}

/** The members that are texts where they are there. */
const members = ['kty', 'kid', 'alg', 'use', 'crv', 'n', 'e', 'x', 'y', 'k', 'd', 'pub', 'p', 'q', 'dp', 'dq', 'qi'];

function isShortText(it: unknown): boolean {
  return it === undefined || (typeof it === 'string' && it.length <= 10_000);
}

function isLong(it: unknown, most: number): boolean {
  return typeof it === 'string' && most < it.length;
}

/** The end of a key's life: its own `exp` (OpenID Federation 1.0), else that of its certificate. */
function endOf({ exp, x5c }: Json): number | undefined {
  if (typeof exp === 'number' && Number.isFinite(exp)) return exp;
  const first: unknown = Array.isArray(x5c) ? x5c[0] : undefined;
  if (typeof first !== 'string' || 20_000 < first.length) return undefined;
  try {
    const ends = Date.parse(new X509Certificate(Buffer.from(first, 'base64')).validTo);
    return Number.isNaN(ends) ? undefined : Math.floor(ends / 1000);
  } catch {
    return undefined;
  }
}
