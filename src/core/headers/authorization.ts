import { readPlaceholder } from '../placeholder.ts';
import { Secret } from '../secret.ts';
import type { AuthorizationDefect } from './authorizationDefect.ts';
import { type Basic, readBasic } from './basic.ts';

/** An Authorization or Proxy-Authorization value, as far as it can be read (RFC 9110, 11.6.2). */
export interface Authorization {
  /** As written; empty where no scheme word stands before the credentials. */
  readonly scheme: string;
  /** All that follows the scheme word. */
  readonly credentials: Secret;
  readonly defects: readonly AuthorizationDefect[];
  /** Decoded credentials of Basic. */
  readonly basic?: Basic;
  /** Parameters of Digest, AWS4-HMAC-SHA256, Signature, OAuth, Hawk …: names as written, in order. */
  readonly params: readonly { readonly name: string; readonly value: Secret }[];
  /** The credential scope of AWS Signature Version 4. */
  readonly aws?: {
    readonly accessKeyId: string;
    /** `20261122` */
    readonly date: string;
    readonly region: string;
    readonly service: string;
    readonly signedHeaders: readonly string[];
  };
}

/** Reads an Authorization value. Never throws. */
export function readAuthorization(value: string): Authorization {
  const defects: AuthorizationDefect[] = [];
  const trimmed = textDefects(value, defects);
  const { scheme, rest } = split(trimmed, defects);
  const credentials = new Secret(rest);
  if (trimmed === '')
    return { scheme, credentials, defects: [{ code: 'empty', says: 'The header has no value.' }], params: [] };
  if (rest === '') {
    defects.push({ code: 'credentials-missing', says: `Nothing stands after the scheme ${scheme}.` });
    return { scheme, credentials, defects, params: [] };
  }

  const placeholder = readPlaceholder(rest);
  if (placeholder) {
    defects.push({
      code: placeholder.kind === 'placeholder' ? 'placeholder' : 'unresolved-variable',
      says: placeholder.says,
    });
    return { scheme, credentials, defects, params: [] };
  }
  const name = scheme.toLowerCase();
  // A scheme of the server's own, with parameters: `MediaBrowser Token="…", Client="…"`.
  if (!withParams.test(name) && !tokenSchemes.test(name) && /^[A-Za-z][\w-]{0,40}=(?:"|[^\s"=])/.test(rest))
    return { scheme, credentials, defects, params: readParams(rest) };
  credentialDefects(scheme, rest, defects);

  if (name === 'basic') {
    const read = readBasic(rest);
    return {
      scheme,
      credentials,
      defects: [...defects, ...read.defects],
      params: [],
      ...(read.basic ? { basic: read.basic } : {}),
    };
  }
  if (!withParams.test(name)) return { scheme, credentials, defects, params: [] };
  const params = readParams(rest);
  for (const wanted of required[name] ?? []) {
    if (params.some((it) => it.name.toLowerCase() === wanted.toLowerCase())) continue;
    defects.push({ code: 'parameter-missing', says: `${scheme} credentials name ${wanted}, and it is missing.` });
  }
  const aws = name.startsWith('aws4-') ? readAws(params) : undefined;
  return { scheme, credentials, defects, params, ...(aws ? { aws } : {}) };
}

/** Schemes behind which one token stands, whose padding is no parameter. */
const tokenSchemes = /^(?:basic|bearer|token|jwt|dpop|apikey|api-key|key|privatetoken|negotiate|ntlm|kerberos|)$/;

/** Schemes as their documents write them. A first word that is none of these may be a part of the credentials. */
const schemes = new Set([
  ...[
    'basic',
    'bearer',
    'digest',
    'dpop',
    'negotiate',
    'ntlm',
    'kerberos',
    'hoba',
    'mutual',
    'scram-sha-256',
    'vapid',
    'gnap',
  ],
  ...[
    'aws4-hmac-sha256',
    'aws4-ecdsa-p256-sha256',
    'aws',
    'signature',
    'sharedkey',
    'sharedkeylite',
    'sharedaccesssignature',
  ],
  ...[
    'hawk',
    'oauth',
    'mac',
    'token',
    'apikey',
    'api-key',
    'key',
    'jwt',
    'privatetoken',
    'hmac',
    'acs3-hmac-sha256',
    'tc3-hmac-sha256',
  ],
  ...[
    'ssws',
    'bot',
    'discogs',
    'zoho-oauthtoken',
    'googlelogin',
    'genie',
    'genieKey',
    'splunk',
    'deepl-auth-key',
    'client-id',
    'bearertoken',
  ],
  ...[
    'eg1-hmac-sha256',
    'wsse',
    'atlassian',
    'pop',
    'sso-key',
    'x-api-key',
    'user',
    'tapikey',
    'psk',
    'custom',
    'firebase',
    'session',
  ],
]);

const withParams =
  /^(?:digest|aws4-|acs3-|tc3-|eg1-|signature$|oauth$|hawk$|mac$|hmac|vapid$|scram-|mutual$|hoba$|token$)/;

const required: Readonly<Record<string, readonly string[]>> = {
  digest: ['username', 'realm', 'nonce', 'uri', 'response'],
  'aws4-hmac-sha256': ['Credential', 'SignedHeaders', 'Signature'],
  signature: ['keyId', 'signature'],
  hawk: ['id', 'mac'],
};

const longest = 262_144;

function textDefects(value: string, defects: AuthorizationDefect[]): string {
  const control = /[\0-\x08\x0a-\x1f\x7f]/.exec(value);
  if (control) {
    const name = /[\r\n]/.test(control[0]) ? 'A line break' : `The control character ${control[0].charCodeAt(0)}`;
    defects.push({
      code: 'control-character',
      says: `${name} stands in the value, at character ${control.index + 1}.`,
    });
  }
  const wide = /[^\0-\x7f]/.exec(value);
  if (wide) {
    const says = `'${wide[0]}' at character ${wide.index + 1} is not ASCII; credentials consist of ASCII characters.`;
    defects.push({ code: 'not-ascii', says });
  }
  return value.slice(0, longest).trim();
}

function split(value: string, defects: AuthorizationDefect[]): { scheme: string; rest: string } {
  let all = value;
  const name = /^(?:proxy-)?authorization\s{0,5}:\s{0,5}/i.exec(all);
  if (name) {
    defects.push({ code: 'header-name-inside', says: 'The name of the header stands inside its value once more.' });
    all = all.slice(name[0].length);
  }
  const quote = /^["'`]/.exec(all)?.[0];
  if (quote) {
    defects.push({ code: 'quoted', says: `Quotes (${quote}) stand around the whole value.` });
    all = all.slice(1, 1 < all.length && all.endsWith(quote) ? -1 : undefined).trim();
  }
  const word = /^([A-Za-z][A-Za-z0-9._-]{0,60})(\s{0,5}[:=](?=\s?\S)|\s|$)\s{0,1000}/.exec(all);
  const first = word?.[1] ?? '';
  const separator = word?.[2] ?? '';
  const isScheme = schemes.has(first.toLowerCase());
  if (word && isScheme && /[:=]/.test(separator)) {
    defects.push({
      code: 'scheme-separator',
      says: `'${separator.trim()}' stands after the scheme ${first}, where a space is expected.`,
    });
    return { scheme: first, rest: all.slice(word[0].length) };
  }
  if (word && isScheme) return { scheme: first, rest: all.slice(word[0].length) };
  // An unknown scheme needs credentials behind it; one lone word is taken for the credentials.
  if (word && /\s/.test(separator) && word[0].length < all.length && !/[.]/.test(first) && first.length < 30) {
    return { scheme: first, rest: all.slice(word[0].length) };
  }
  if (all !== '') {
    const glued = /^(bearer|basic)(?=ey|[A-Za-z0-9+/]{8})/i.exec(all)?.[1];
    const says = glued
      ? `No space stands between the scheme ${glued} and the credentials.`
      : 'No scheme word such as Bearer or Basic stands before the credentials.';
    defects.push({ code: 'scheme-missing', says });
  }
  return { scheme: '', rest: all };
}

function credentialDefects(scheme: string, rest: string, defects: AuthorizationDefect[]): void {
  const word = /^([A-Za-z][A-Za-z0-9-]{1,30})\s/.exec(rest)?.[1] ?? '';
  const again = scheme !== '' && schemes.has(word.toLowerCase());
  if (again) {
    const same = word.toLowerCase() === scheme.toLowerCase();
    const says = same
      ? `The scheme ${scheme} stands in it twice.`
      : `Two schemes stand in it: ${scheme}, then ${word}.`;
    defects.push({ code: 'scheme-twice', says });
  }
  const open = /^["'`]/.exec(rest)?.[0];
  if (open) defects.push({ code: 'quoted', says: `Quotes (${open}) stand around the credentials.` });
  if (/^(?:bearer|dpop|token|jwt|)$/i.test(scheme) && !again && !/^\w{1,20}=/.test(rest)) {
    const space = /\s/.exec(rest);
    if (space) {
      const kind = /[\r\n]/.test(space[0]) ? 'A line break' : 'A space';
      defects.push({
        code: 'whitespace',
        says: `${kind} stands inside the credentials, at their character ${space.index + 1}.`,
      });
    }
  }
}

function readParams(rest: string): { name: string; value: Secret }[] {
  const params: { name: string; value: Secret }[] = [];
  for (const found of rest.matchAll(/([A-Za-z][\w-]{0,60})=(?:"((?:[^"\\]|\\[\s\S])*)"?|([^\s,]*))/g)) {
    const [, name = '', quoted, bare = ''] = found;
    params.push({ name, value: new Secret(quoted === undefined ? bare : quoted.replace(/\\([\s\S])/g, '$1')) });
    if (params.length === 60) break;
  }
  return params;
}

function readAws(params: Authorization['params']): Authorization['aws'] {
  const value = (name: string) => params.find((it) => it.name.toLowerCase() === name)?.value.reveal() ?? '';
  const [accessKeyId = '', date = '', region = '', service = ''] = value('credential').split('/');
  if (service === '') return undefined;
  return { accessKeyId, date, region, service, signedHeaders: value('signedheaders').split(';') };
}
