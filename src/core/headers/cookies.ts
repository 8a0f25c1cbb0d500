import { Secret } from '../secret.ts';
import { parseHttpDate } from '../time.ts';

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

/** The cookies of a Cookie field, in order, duplicates kept. What has no equals sign is no cookie. */
export function readCookies(value: string): Cookie[] {
  const cookies: Cookie[] = [];
  for (const pair of value.slice(0, longest).split(';')) {
    const cookie = readPair(pair);
    if (cookie) cookies.push(cookie);
  }
  return cookies;
}

/** Reads one Set-Cookie field; undefined where it names no cookie. The last of an attribute counts (RFC 6265, 5.3). */
export function readSetCookie(value: string): SetCookie | undefined {
  const [first = '', ...attributes] = value.slice(0, longest).split(';');
  const cookie = readPair(first);
  if (!cookie) return undefined;

  const read: {
    domain?: string;
    path?: string;
    expires?: number;
    maxAge?: number;
    sameSite?: 'strict' | 'lax' | 'none';
  } = {};
  const flags = new Set<string>();
  for (const attribute of attributes) {
    const equals = attribute.indexOf('=');
    const name = (equals < 0 ? attribute : attribute.slice(0, equals)).trim().toLowerCase();
    const text = equals < 0 ? '' : attribute.slice(equals + 1).trim();
    if (name === 'domain' && text !== '') read.domain = text.replace(/^\./, '').toLowerCase();
    else if (name === 'path' && text.startsWith('/')) read.path = text;
    else if (name === 'expires') {
      const expires = parseHttpDate(text);
      if (expires !== undefined) read.expires = expires;
    } else if (name === 'max-age' && /^-?\d{1,15}$/.test(text)) read.maxAge = Number(text);
    else if (name === 'samesite') {
      const site = sites.find((it) => it === text.toLowerCase());
      if (site) read.sameSite = site;
    } else flags.add(name);
  }
  return {
    ...cookie,
    ...read,
    secure: flags.has('secure'),
    httpOnly: flags.has('httponly'),
    partitioned: flags.has('partitioned'),
  };
}

/** Whether the field takes the cookie away rather than setting it: its life is over at `now` (seconds since the epoch). */
export function removesCookie(cookie: SetCookie, now: number): boolean {
  if (cookie.maxAge !== undefined) return cookie.maxAge <= 0;
  return cookie.expires !== undefined && cookie.expires <= now;
}

const longest = 65_536;
const sites = ['strict', 'lax', 'none'] as const;

function readPair(pair: string): Cookie | undefined {
  const equals = pair.indexOf('=');
  const name = pair.slice(0, Math.max(equals, 0)).trim();
  if (name === '') return undefined;
  const value = pair.slice(equals + 1).trim();
  const quoted = 1 < value.length && value.startsWith('"') && value.endsWith('"');
  return { name, value: new Secret(quoted ? value.slice(1, -1) : value) };
}
