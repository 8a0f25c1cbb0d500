import { Secret } from '../secret.ts';
import type { AuthorizationDefect } from './authorizationDefect.ts';

export interface Basic {
  readonly user: string;
  readonly password: Secret;
}

/** Decodes the credentials of Basic: `user:password` in Base64 (RFC 7617, 2). UTF-8 where they are UTF-8, else Latin-1. */
export function readBasic(credentials: string): {
  readonly basic?: Basic;
  readonly defects: readonly AuthorizationDefect[];
} {
  const defects: AuthorizationDefect[] = [];
  if (/^ey[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\./.test(credentials)) {
    return {
      defects: [{ code: 'token-in-basic', says: 'A JWT stands after Basic; Basic takes user:password in Base64.' }],
    };
  }
  const plain = /^[^\s:]{1,200}([:\s])/.exec(credentials);
  if (plain) {
    const says =
      plain[1] === ':'
        ? 'The credentials stand in plain text (user:password); Basic takes them in Base64.'
        : 'User and password stand apart in plain text; Basic takes user:password in Base64.';
    return { defects: [{ code: 'not-encoded', says }] };
  }
  const wrong = /[^A-Za-z0-9+/=]/.exec(credentials);
  if (wrong) {
    const urlSafe = /[-_]/.test(wrong[0]);
    const says = urlSafe
      ? `The credentials are in Base64url: '${wrong[0]}' at their character ${wrong.index + 1}, where Basic takes standard Base64.`
      : `'${wrong[0]}' at character ${wrong.index + 1} of the credentials is not Base64.`;
    defects.push({ code: 'bad-base64', says });
  }
  const decoded = decode(credentials);
  if (decoded === undefined) {
    if (!wrong)
      defects.push({
        code: 'bad-base64',
        says: `The credentials have ${credentials.length} characters, which Base64 never has: some are missing or too many.`,
      });
    return { defects };
  }
  const colon = decoded.indexOf(':');
  if (colon < 0) {
    const twice = decode(decoded.trim());
    if (twice !== undefined && /^[\x20-\x39\x3b-\x7e]+:[\x20-\x7e]*$/.test(twice)) {
      defects.push({ code: 'double-encoded', says: 'The credentials were encoded in Base64 twice.' });
      return { basic: split(twice, twice.indexOf(':')), defects };
    }
    defects.push({ code: 'missing-colon', says: 'The decoded credentials hold no colon; user:password is expected.' });
    return { defects };
  }
  if (/[\r\n]$/.test(decoded)) {
    defects.push({
      code: 'control-character',
      says: 'The decoded password ends with a line break, as `echo` without -n adds one.',
    });
  } else if (/[\0-\x1f\x7f]/.test(decoded)) {
    defects.push({ code: 'control-character', says: 'A control character stands in the decoded credentials.' });
  }
  const basic = split(decoded, colon);
  return { basic, defects };
}

function split(decoded: string, colon: number): Basic {
  return { user: decoded.slice(0, colon), password: new Secret(decoded.slice(colon + 1)) };
}

function decode(text: string): string | undefined {
  try {
    const bytes = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, (it) => it.charCodeAt(0)));
    } catch {
      return bytes;
    }
  } catch {
    return undefined;
  }
}
