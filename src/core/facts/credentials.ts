import type { HttpRequest } from '../exchange.ts';
import { readAuthorization } from '../headers/authorization.ts';
import { readCookies } from '../headers/cookies.ts';
import { inspectToken } from '../jwt/inspect.ts';
import type { Token } from '../jwt/token.ts';
import type { Place } from '../place.ts';
import { Secret } from '../secret.ts';
import type { ReadBody } from './body.ts';
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

const keyHeader =
  /(?:^|[-_])(?:key|token|secret|auth|authori[sz]ation(?:-\d{1,2})?|sign|password|passphrase|credential|jwt|jwt-assertion|signature|ticket|sid|session|session-?id)$|^x-(?:forwarded-|remote-|auth-|authenticated-)?user(?:-?(?:id|name|email))?$|(?:api|access|app|auth|user|session|client|secret)(?:key|token)$/;
const notKey =
  /csrf|xsrf|^postman-token$|idempotency|nonce|^sec-|^x-request|surrogate|cache|^content-|^x-goog-user|partition|routing|sharding|^x-amz-(?!security-token)|^forwarded/;

/** A header of the API's own with a value as random as keys are, such as `X-Honeycomb-Team`. */
function isOpaqueKey(lower: string, value: string): boolean {
  return (
    lower.startsWith('x-') &&
    !notKey.test(lower) &&
    !/id$|trace|correlation|sha\d|md5|digest|checksum|hash|etag|version|agent|client-data|client-info|device|fingerprint|forwarded|real-ip|host|origin|language|platform|time|date|nonce|rnd|salt|span|sampl|build|commit|delivery|event|action|message|call/.test(
      lower,
    ) &&
    /^(?=[\w+/=-]{0,200}\d)(?=[\w+/=-]{0,200}[A-Za-z])[\w+/=-]{20,200}$/.test(value)
  );
}

/** A token says by itself what it is, whatever the header is called. */
const bareJwt = /^eyJ[\w-]{10,}\.eyJ[\w-]{5,}\./;

function isKeyName(lower: string): boolean {
  return keyHeader.test(lower) && !notKey.test(lower);
}

const keyParameter =
  /^(?:x[-_])?(?:access[-_]?token|api[-_]?key|apikey|key|token|auth|auth[-_]?token|hapikey|subscription-key|appid|app_key|api_token|private_token|job_token|jwt|id_token|oauth_token|code|_?sid|session(?:[-_]?id)?|(?:service|client|secret|user|public|license|sub(?:scription)?)[-_]?key)$/i;

function isKeyParameter(name: string): boolean {
  return keyParameter.test(name);
}

function key(place: 'header' | 'query', at: Place, name: string, value: string): Credential {
  const bare = value.replace(/^bearer\s{1,5}/i, '');
  const token = /^ey[\w-]+\./.test(bare) ? inspectToken(bare) : undefined;
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

/** User and password in a pair of headers: `X-ClickHouse-User` and `X-ClickHouse-Key`. */
function readHeaderLogin({ headers }: HttpRequest): Credential[] {
  const user = headers.find((it) => /^x-[a-z0-9-]{1,30}-user(?:name)?$/i.test(it.name) && it.value !== '');
  const start = user?.name.toLowerCase().replace(/user(?:name)?$/, '') ?? '';
  const password =
    user && headers.find((it) => ['key', 'password', 'pass'].some((end) => it.name.toLowerCase() === start + end));
  return password
    ? [
        {
          kind: 'login',
          in: 'header',
          at: { in: 'request-header', name: password.name },
          name: password.name,
          secret: new Secret(password.value),
          user: user.value,
          defects: [],
        },
      ]
    : [];
}

/** User and password as parameters of the URL. */
function readQueryLogin({ query }: Target): Credential[] {
  // Subsonic: `t` is made of password and salt `s`.
  const salted = query.some((it) => it.name === 's');
  const password = query.find(
    (it) => (/^(?:p|pass|passwd|password|pwd)$/i.test(it.name) || (salted && it.name === 't')) && it.value !== '',
  );
  const user = query.find((it) => /^(?:u|user|user_?name|login)$/i.test(it.name) && it.value !== '');
  if (!password || !user) return [];
  return [
    {
      kind: 'login',
      in: 'query',
      at: { in: 'url', part: 'query', name: password.name },
      name: password.name,
      secret: new Secret(password.value),
      user: user.value,
      defects: [],
    },
  ];
}

function readBodyCredentials(body: ReadBody): Credential[] {
  if (body.kind !== 'form' && body.kind !== 'json' && body.kind !== 'xml') return [];
  const found: Credential[] = [];
  const at: Place = { in: 'request-body' };
  const user = body.fields.find(
    (it) =>
      /(?:^|[._-])(?:user(?:[-_]?(?:name|id))?|e-?mail|e-?mail_?address|login|account|identifier|benutzer(?:name)?|nutzer(?:name)?|usuario|correo|utilisateur|identifiant|courriel|usu[aá]rio|utente|gebruiker(?:snaam)?|u[zż]ytkownik|kullanici(?:_?adi)?|логин|用户名|phone(?:_?number)?|mobile)$/i.test(
        it.key,
      ) && it.value !== '',
  );
  const password = body.fields.find((it) =>
    /pass(?:word|wd|phrase|code)?$|(?:^|[._-])pwd?$|^(?:kennwort|passwort|contrase(?:n|ñ|ni)a|clave|mot_?de_?passe|mdp|senha|wachtwoord|has[lł]o|[sş]ifre|parola|пароль|密码)$/i.test(
      it.key,
    ),
  );
  if (password) {
    found.push({
      kind: 'login',
      in: 'body',
      at,
      name: password.key,
      secret: new Secret(password.value),
      defects: [],
      ...(user ? { user: user.value } : {}),
    });
  }
  const clientId = body.fields.find((it) => /^client_?id$/i.test(it.key));
  const clientSecret = body.fields.find((it) => /^client_?(?:secret|assertion)$/i.test(it.key));
  if (clientSecret) {
    found.push({
      kind: 'client',
      in: 'body',
      at,
      name: clientSecret.key,
      secret: new Secret(clientSecret.value),
      defects: [],
      ...(clientId ? { user: clientId.value } : {}),
    });
  }
  for (const field of body.fields) {
    if (field === password || field === clientSecret) continue;
    const named =
      /^(?:access_token|api\.token|refresh_token|id_token|assertion|jwt|subject_token|WebIdentityToken|code|api_?key|[a-z]{0,12}[-_]?token)$/i.test(
        field.key,
      ) && !/csrf|xsrf|authenticity|form|verification|captcha/i.test(field.key);
    if (!named && !/^eyJ[\w-]{10,}\./.test(field.value)) continue;
    const token = inspectToken(field.value);
    found.push({
      kind: 'key',
      in: 'body',
      at,
      name: field.key,
      secret: new Secret(field.value),
      defects: [],
      ...(token.kind === 'opaque' ? {} : { token }),
    });
  }
  return found;
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
