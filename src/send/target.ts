import { domainToASCII } from 'node:url';

/** A URL split without being normalised: what the user wrote is what leaves. */
export interface Target {
  readonly scheme: 'http' | 'https';
  /** For connecting and comparing: lower case, punycode, IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** Host and port with the casing written, for the Host field (RFC 9112, 3.2). */
  readonly authority: string;
  /** Path and query, octets as written; at least `/`. */
  readonly path: string;
  /** Percent-decoded `user` and `password` of the URL; they never reach the request line. */
  readonly userInfo?: { readonly user: string; readonly password: string };
}

/** Splits an absolute http(s) URL; a string says what keeps it from being sent. */
export function readTarget(url: string): Target | string {
  const schemeEnd = url.indexOf('://');
  const scheme = schemeEnd < 0 ? '' : url.slice(0, schemeEnd).toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') {
    return scheme && /^[a-z][a-z0-9+.-]{0,20}$/.test(scheme)
      ? `The URL's scheme is ${scheme}; http and https can be sent.`
      : 'The URL has no scheme; http:// and https:// can be sent.';
  }

  const rest = url.slice(schemeEnd + 3);
  const authorityEnd = rest.search(/[/?#]/);
  const written = authorityEnd < 0 ? rest : rest.slice(0, authorityEnd);
  const at = written.lastIndexOf('@');
  const authority = written.slice(at + 1);
  // Browsers read a backslash as a slash, so the host a person sees there may be another one.
  const named = readAuthority(written.includes('\\') ? '\\' : authority, scheme);
  if (typeof named === 'string') return named;

  const path = pathOf(authorityEnd < 0 ? '' : rest.slice(authorityEnd));
  const bad = path.search(/[\u0000-\u0020\u007f]/);
  if (0 <= bad) {
    const code = path.charCodeAt(bad);
    const name =
      code === 0x20 ? 'a space' : `the control character U+${code.toString(16).padStart(4, '0').toUpperCase()}`;
    return `The URL's path or query holds ${name}, which would end the request line; write %${code.toString(16).padStart(2, '0').toUpperCase()}.`;
  }

  return { scheme, ...named, path, ...(0 <= at ? { userInfo: readUserInfo(written.slice(0, at)) } : {}) };
}

/** `https://host:port`, the port left out where it is the scheme's own: scheme, host and port together (RFC 6454). */
export function originOf(target: Target): string {
  const host = target.host.includes(':') ? `[${target.host}]` : target.host;
  return `${target.scheme}://${host}${target.port === defaultPort(target.scheme) ? '' : `:${target.port}`}`;
}

/** `host:port`, for people and for the keys of settings. */
export function hostAndPort(target: Pick<Target, 'host' | 'port'>): string {
  return `${target.host.includes(':') ? `[${target.host}]` : target.host}:${target.port}`;
}

/** The URL that was sent: without user information and fragment. */
export function urlOf(target: Target): string {
  return `${target.scheme}://${target.authority}${target.path}`;
}

function defaultPort(scheme: 'http' | 'https'): number {
  return scheme === 'https' ? 443 : 80;
}

function readAuthority(
  authority: string,
  scheme: 'http' | 'https',
): { host: string; port: number; authority: string } | string {
  const bracketed = /^\[([0-9A-Fa-f:.]{2,45})\](?::(\d{0,5}))?$/.exec(authority);
  const plain = bracketed ?? /^([^\s:[\]\\<>"^`{|}@\u0000-\u0020\u007f]{1,255})(?::(\d{0,5}))?$/.exec(authority);
  if (!plain?.[1])
    return authority ? "The URL's host cannot be read; expected host or host:port." : 'The URL names no host.';

  const port = plain[2] ? Number(plain[2]) : defaultPort(scheme);
  if (port < 1 || 65535 < port) return `The URL's port is ${port}; ports go from 1 to 65535.`;

  const ascii = /^[\u0021-\u007e]+$/.test(plain[1]);
  const host = bracketed ? plain[1].toLowerCase() : ascii ? plain[1].toLowerCase() : domainToASCII(plain[1]);
  if (!host) return "The URL's host cannot be written in ASCII (punycode).";
  const shown = ascii ? authority : plain[2] === undefined ? host : `${host}:${plain[2]}`;
  return { host, port, authority: shown.endsWith(':') ? shown.slice(0, -1) : shown };
}

function pathOf(rest: string): string {
  const hash = rest.indexOf('#');
  const path = hash < 0 ? rest : rest.slice(0, hash);
  return path.startsWith('/') ? path : `/${path}`;
}

function readUserInfo(written: string): { user: string; password: string } {
  const colon = written.indexOf(':');
  const user = colon < 0 ? written : written.slice(0, colon);
  return { user: decoded(user), password: colon < 0 ? '' : decoded(written.slice(colon + 1)) };
}

function decoded(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
