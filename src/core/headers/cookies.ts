import { Secret } from '../secret.ts';

export interface Cookie {
  readonly name: string;
  readonly value: Secret;
}

/** A Set-Cookie field (RFC 6265, 4.1). Attributes that are absent or cannot be read are left out. */
export interface SetCookie extends Cookie {
  readonly domain?: string;
  readonly path?: string;
  /** Seconds since the epoch. */
  readonly expires?: number;
  /** Seconds from the response; zero or less removes the cookie. */
  readonly maxAge?: number;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly partitioned: boolean;
  readonly sameSite?: 'strict' | 'lax' | 'none';
}

/** The cookies of a Cookie field, in order, duplicates kept. */
export function readCookies(value: string): Cookie[] {
  const cookies: Cookie[] = [];
  for (const pair of value.split(';')) {
    const equals = pair.indexOf('=');
    if (equals < 0) continue;
    cookies.push({ name: pair.slice(0, equals).trim(), value: new Secret(pair.slice(equals + 1).trim()) });
  }
  return cookies;
}

/** Reads one Set-Cookie field; undefined where it names no cookie. */
export function readSetCookie(value: string): SetCookie | undefined {
  const [first] = readCookies(value);
  return first && { ...first, secure: false, httpOnly: false, partitioned: false };
}
