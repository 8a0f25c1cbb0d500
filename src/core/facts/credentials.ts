import type { HttpRequest } from '../exchange.ts';
import { readAuthorization } from '../headers/authorization.ts';
import { readCookies } from '../headers/cookies.ts';
import { inspectToken } from '../jwt/inspect.ts';
import type { Token } from '../jwt/token.ts';
import type { Place } from '../place.ts';
import { Secret } from '../secret.ts';
import type { ReadBody } from './body.ts';
import { bareJwt, isKeyName, isKeyParameter, isOpaqueKey } from './keyNames.ts';
import { readBodyCredentials, readHeaderLogin, readQueryLogin } from './logins.ts';
import type { Target } from './target.ts';

/** What a credential is, by its shape and place. */
export type CredentialKind =
  /** A token behind any scheme word, or alone in Authorization. */
  | 'token'
  | 'basic'
  | 'digest'
  /** Negotiate, NTLM. */
  | 'integrated'
  /** SigV4, HMAC, Hawk, OAuth 1: the request is signed. */
  | 'signed'
  /** A key or token in a header or parameter of its own. */
  | 'key'
  | 'session'
  | 'login'
  | 'client';

export interface Credential {
  readonly kind: CredentialKind;
  readonly in: 'authorization' | 'proxy-authorization' | 'header' | 'cookie' | 'query' | 'body';
  readonly at: Place;
  /** Header, cookie or parameter name, as written. */
  readonly name: string;
  /** The scheme word as written; undefined where there is none. */
  readonly scheme?: string;
  readonly secret: Secret;
  /** User of Basic, Digest or a login form; client id; access key id. */
  readonly user?: string;
  readonly token?: Token;
  /** A recording that masks it: all of its value, or the signature of a JWT alone. It was sent; its form is not known. */
  readonly hidden?: 'value' | 'signature';
  /** Basic only: decoded without problem, and has a colon. */
  readonly readable?: boolean;
  /** Basic only: one of its two parts is empty, as where an API key stands for both. */
  readonly alone?: true;
  /** What is broken in it. */
  readonly defects: readonly CredentialDefect[];
}

export interface CredentialDefect {
  /** The codes of tokens (`truncated`, `placeholder` …) and of Authorization values (`scheme-missing`, `not-encoded` …). */
  readonly code: string;
  /** One sentence: what is expected, what is there. */
  readonly says: string;
}

/** Every credential a request carries, the likeliest to count first. */
export function readCredentials(request: HttpRequest, target: Target, body: ReadBody): Credential[] {
  const found: Credential[] = [];
  for (const { name, value } of request.headers) {
    const lower = name.toLowerCase();
    if (lower === 'authorization' || lower === 'proxy-authorization') found.push(authorization(lower, name, value));
    else if (lower === 'cookie') found.push(...sessions(value));
    else if ((isKeyName(lower) || bareJwt.test(value) || isOpaqueKey(lower, value)) && value !== '')
      found.push(key('header', { in: 'request-header', name }, name, value));
  }
  for (const { name, value } of target.query) {
    if (isKeyParameter(name)) found.push(parameterKey(name, value));
  }
  found.push(...readHeaderLogin(request), ...readQueryLogin(target), ...readBodyCredentials(body));
  return found;
}

function authorization(lower: 'authorization' | 'proxy-authorization', name: string, value: string): Credential {
  const { scheme, credentials: secret, defects, basic, params } = readAuthorization(value);
  const rest = secret.reveal();
  const where = {
    in: lower,
    at: { in: 'request-header', name },
    name,
    secret,
    ...(scheme === '' ? {} : { scheme }),
  } as const;
  switch (scheme.toLowerCase()) {
    case 'basic':
      return {
        ...where,
        kind: 'basic',
        defects,
        readable: basic !== undefined,
        ...(basic ? { user: basic.user } : {}),
        ...(basic && (basic.password.reveal() === '' || basic.user === '') ? { alone: true as const } : {}),
      };
    case 'digest': {
      const user = params.find((it) => it.name.toLowerCase() === 'username')?.value.reveal();
      return { ...where, kind: 'digest', defects, ...(user === undefined ? {} : { user }) };
    }
    case 'negotiate':
    case 'ntlm':
    case 'kerberos':
      return { ...where, kind: 'integrated', defects };
  }
  if (signing.test(scheme) && /[=:]/.test(rest)) {
    const user = /\b(?:credential|keyid|username|id|oauth_consumer_key|access)=\s*"?([^"/,\s]{1,200})/i.exec(rest)?.[1];
    return { ...where, kind: 'signed', defects, ...(user === undefined ? {} : { user }) };
  }
  // `Token token="…"`: the token is a parameter.
  const inside = params.find((it) => it.name.toLowerCase() === 'token')?.value;
  const token = inspectToken((inside ?? secret).reveal());
  return {
    ...where,
    kind: 'token',
    secret: inside ?? secret,
    token,
    defects: variableName.test(rest)
      ? [
          {
            code: 'placeholder',
            says: `${rest.slice(0, 60)} looks like the name of a variable, in the place of its value.`,
          },
        ]
      : both(defects, token),
  };
}

/** `API_TOKEN`: how scripts name their variables. */
const variableName = /^(?=\D{1,60}\d{0,2}\D{0,60}$)[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{2,40}){1,6}$/;

/** Schemes whose credentials are a signature of the request. */
const signing = /^(?:aws4?(?:-|$)|goog4|hmac|hawk|oauth$|signature|sharedkey|acs|tc3-|oss|obs|eg1-)/i;

const notSession =
  /csrf|xsrf|^_g(?:a|id|at|cl)|^__cf_bm$|^cf_|^visid_incap|^incap_ses|^nlbi_|^_fb|^_hj|consent|lang|locale|theme|^__cfduid|^AMCV|^optimizely|^ajs_|antiforgery|RequestVerification/i;
const session = /sess|sid$|^sid|auth|token|jwt|identity|remember|login|logged|passport|portal|account|user|\.id$|^id$/i;

function sessions(value: string): Credential[] {
  return readCookies(value)
    .slice(0, 200)
    .map((it) => ({ ...it, raw: it.value.reveal() }))
    .filter((it) => it.raw !== '' && !notSession.test(it.name) && (session.test(it.name) || looksRandom(it.raw)))
    .map((it): Credential => {
      const token = it.raw.startsWith('eyJ') && it.raw.split('.').length === 3 ? inspectToken(it.raw) : undefined;
      return {
        kind: 'session',
        in: 'cookie',
        at: { in: 'request-header', name: 'Cookie' },
        name: it.name,
        secret: it.value,
        defects: [],
        ...(token?.kind === 'jws' ? { token } : {}),
      };
    });
}

/** Long, or as mixed as only ids of sessions are. */
function looksRandom(value: string): boolean {
  return (
    24 <= value.length ||
    (16 <= value.length && /\d/.test(value) && /[a-z]/i.test(value) && /^[\w%.:+/=-]{16,24}$/.test(value))
  );
}

function key(place: 'header' | 'query', at: Place, name: string, value: string): Credential {
  const bare = value.replace(/^bearer\s{1,5}/i, '');
  // A detached JWS signs the request; it is no token.
  const token = /^ey[\w-]+\./.test(bare) && !/signature$/i.test(name) ? inspectToken(bare) : undefined;
  return {
    kind: 'key',
    in: place,
    at,
    name,
    secret: new Secret(value),
    defects: token && place === 'header' ? token.defects : placeholderDefects(value),
    ...(token ? { token } : {}),
  };
}

/** What still holds percent-encoding once it was decoded was encoded twice. */
function parameterKey(name: string, value: string): Credential {
  const found = key('query', { in: 'url', part: 'query', name }, name, value);
  if (!/%(?:2[0-9A-F]|3[ADF])/i.test(value)) return found;
  const says = `${name} is percent-encoded twice: its ${/%[0-9A-F]{2}/i.exec(value)?.[0] ?? '%'} was encoded once more.`;
  return { ...found, defects: [...found.defects, { code: 'encoded-twice', says }] };
}

function placeholderDefects(value: string): CredentialDefect[] {
  // Keys of one's own machine really are `test` and `changeme`.
  if (/^(?:abc|foo|bar|test|changeme|secret|string)$/i.test(value)) return [];
  return inspectToken(value).defects.filter(
    (it) => it.code === 'placeholder' || it.code === 'quoted' || it.code === 'html',
  );
}

function both(read: readonly CredentialDefect[], token: Token): CredentialDefect[] {
  return [...read, ...token.defects.filter((it) => !read.some((other) => other.says === it.says))];
}

/** What is broken enough to be refused, and not better told otherwise: a missing scheme word, an unsigned token. */
export function harm(credential: Credential): CredentialDefect | undefined {
  return credential.defects.find((it) => !harmless.has(it.code));
}

const harmless: ReadonlySet<string> = new Set([
  'scheme-missing',
  'missing-signature',
  'time-not-number',
  'padding',
  'parameter-missing',
  'not-ascii',
]);

/** The same kind of token outside Authorization, where Authorization has one as well (RFC 6750, 2). */
export function sentTwice(credentials: readonly Credential[]): Credential | undefined {
  if (!credentials.some((it) => it.in === 'authorization' && it.kind === 'token')) return undefined;
  return credentials.find((it) => (it.in === 'query' || it.in === 'body') && /^access_token$/i.test(it.name));
}
