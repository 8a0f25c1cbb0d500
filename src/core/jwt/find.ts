import { fieldValue, type HttpRequest } from '../exchange.ts';
import { readAuthorization } from '../headers/authorization.ts';
import { readCookies } from '../headers/cookies.ts';
import type { Span } from '../http/httpFile.ts';
import { knownKey } from '../knownKeys.ts';
import type { Place } from '../place.ts';
import { Secret } from '../secret.ts';
import { isTokenName } from '../secretNames.ts';
import { formPairs, jsonFields, queryPairs } from './fields.ts';
import { inspectToken } from './inspect.ts';
import type { Token } from './token.ts';

export interface FoundToken {
  readonly at: Place;
  /** Where, for a person: `the Authorization header`, `the cookie session`. */
  readonly label: string;
  readonly secret: Secret;
  readonly token: Token;
}

/**
 * The tokens that a request carries: in Authorization, other headers, cookies, the query, form and JSON bodies.
 * In Authorization and under the name of a token anything counts, elsewhere only what has the shape of a JWT or of a
 * well-known key. Passwords are no tokens. Never throws.
 */
export function findTokens(request: HttpRequest): FoundToken[] {
  const found: FoundToken[] = [];
  const add = (at: Place, label: string, value: string) => {
    if (found.length < most && value !== '')
      found.push({ at, label, secret: new Secret(value), token: inspectToken(value) });
  };

  for (const { name, value } of request.headers) {
    const at: Place = { in: 'request-header', name };
    const lower = name.toLowerCase();
    if (lower === 'authorization' || lower === 'proxy-authorization') {
      for (const credential of credentials(value)) add(at, `the ${name} header`, credential);
    } else if (lower === 'cookie') {
      for (const cookie of readCookies(value)) {
        const text = decoded(cookie.value.reveal());
        if (looksLikeToken(text)) add(at, `the cookie ${cookie.name}`, text);
      }
    } else if (isTokenName(name)) {
      add(at, `the ${name} header`, value.replace(/^(?:bearer|token) +/i, ''));
    } else if (mayHoldToken(value)) {
      for (const { raw } of findTokensInText(value)) add(at, `the ${name} header`, raw);
    }
  }

  for (const [name, value] of queryPairs(request.url)) {
    const at: Place = { in: 'url', part: 'query', name };
    if (isTokenName(name) || looksLikeToken(value)) add(at, `the query parameter ${name}`, value);
  }

  const body = request.body?.text.slice(0, longestBody) ?? '';
  if (body !== '') {
    const at: Place = { in: 'request-body' };
    const type = `${request.body?.mimeType ?? ''} ${fieldValue(request.headers, 'content-type') ?? ''}`;
    for (const [name, value] of fieldsOf(body, type)) {
      if (isTokenName(name) || looksLikeToken(value)) add(at, `the body's field ${name}`, value);
    }
  }
  return found;
}

/** JWT-shaped strings in any text, in order. Linear in the length of the text. */
export function findTokensInText(text: string): { readonly span: Span; readonly raw: string }[] {
  const found: { span: Span; raw: string }[] = [];
  for (const match of text.matchAll(jwtShape)) {
    // A third dot ends the sentence, not the token; a second one may end a token without a signature.
    const raw = match[0].replace(/^([^.]+\.[^.]+\.[^.]+)\.$/, '$1');
    found.push({ span: { start: match.index, end: match.index + raw.length }, raw });
  }
  return found;
}

const most = 50;
const longestBody = 1_000_000;

/** A run of the alphabet is entered at its start only, so that none is read twice. */
const jwtShape =
  /(?:(?<![A-Za-z0-9_-])|(?<=%20|%22|%3D))eyJ[A-Za-z0-9_-]{7,}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){0,3}/g;

/** Credentials of these schemes are no tokens, but a password may be one. */
const notTokens =
  /^(?:digest|negotiate|ntlm|kerberos|aws|hawk|oauth|mac|hmac|signature|sharedkey|scram|mutual|hoba|acs3|tc3|eg1)/i;

function credentials(value: string): string[] {
  const { scheme, credentials, basic } = readAuthorization(value);
  if (basic) return [basic.password.reveal(), basic.user].filter(looksLikeToken);
  if (/^basic$/i.test(scheme))
    return [credentials.reveal()].filter((it) => /(?<![A-Za-z0-9_-])ey[A-Za-z0-9_-]+\./.test(it));
  return notTokens.test(scheme) ? [] : [credentials.reveal()];
}

function looksLikeToken(value: string): boolean {
  return /^["']?(?:Bearer )?eyJ[A-Za-z0-9_-]{7,}\./.test(value) || knownKey(value) !== undefined;
}

function mayHoldToken(value: string): boolean {
  return value.includes('eyJ');
}

function decoded(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function fieldsOf(body: string, type: string): Iterable<readonly [string, string]> {
  if (/form-urlencoded/i.test(type)) return formPairs(body);
  if (/json/i.test(type) || /^\s*[{[]/.test(body)) return jsonFields(body);
  return [];
}
