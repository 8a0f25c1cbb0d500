import type { Tokens } from '../../core/auth/tokens.ts';
import { type Exchange, fieldValue } from '../../core/exchange.ts';
import { Secret } from '../../core/secret.ts';
import { parseHttpDate } from '../../core/time.ts';

import { failed, refused } from './ended.ts';
import { type Json, readJsonObject, whatCame } from './jsonAnswer.ts';
import { withoutQuery } from './safeUrl.ts';

/** The code of an OAuth error in an answer (RFC 6749, 5.2), whatever its status; forms are read too. */
export function errorOf(exchange: Exchange): string | undefined {
  const error = readJsonObject(exchange)?.error;
  if (typeof error === 'string' && error !== '') return error.slice(0, 200);
  const { body } = exchange.response;
  if (body?.mimeType !== 'application/x-www-form-urlencoded') return undefined;
  return new URLSearchParams(body.text.slice(0, 10_000)).get('error')?.slice(0, 200);
}

/**
 * The JSON object of an answer that says yes. Ends the flow otherwise: a refusal is one that a diagnosis can explain,
 * all else is no answer of OAuth.
 */
export function acceptedJson(exchange: Exchange, wanted: string): Json {
  const { status } = exchange.response;
  const json = readJsonObject(exchange);
  if (errorOf(exchange) !== undefined && (json?.access_token === undefined || 400 <= status)) throw refused(exchange);
  if (status === 401 || status === 403 || status === 407 || status === 429) throw refused(exchange);
  if (json && 400 <= status && status < 500) throw refused(exchange);
  if (json && 200 <= status && status < 300) return json;
  throw failed(
    'not-oauth',
    `${withoutQuery(exchange.request.url)} answered ${whatCame(exchange)}; expected JSON with ${wanted}. ${advice(status)}`,
    exchange,
  );
}

function advice(status: number): string {
  if (500 <= status) return 'The server failed itself; try again, or look at its log.';
  return 'Compare the address with the one that the authorization server documents.';
}

/** Reads what a token endpoint gave. `asked` are the scopes that count where the answer names none (RFC 6749, 5.1). */
export function readTokens(exchange: Exchange, asked: readonly string[], now: number): Tokens {
  const json = acceptedJson(exchange, 'an access_token');
  const accessToken = textOf(json.access_token);
  if (accessToken === undefined) {
    const what = json.access_token === undefined ? 'no access_token' : 'an access_token that is no text';
    throw failed(
      'not-oauth',
      `${withoutQuery(exchange.request.url)} answered ${exchange.response.status} with JSON that has ${what}; it has ${namesOf(json)}. Compare the address with the one that the authorization server documents.`,
      exchange,
    );
  }
  const date = parseHttpDate(fieldValue(exchange.response.headers, 'Date') ?? '');
  const tokens = tokensOfFields(json, accessToken, asked, now);
  return date === undefined ? tokens : { ...tokens, serverDate: date * 1000 };
}

/** The fields of a token answer, whether they came as JSON or in an address (RFC 6749, 4.2.2 and 5.1). */
export function tokensOfFields(json: Json, accessToken: string, asked: readonly string[], now: number): Tokens {
  const refreshToken = textOf(json.refresh_token);
  const idToken = textOf(json.id_token);
  const expiresIn = secondsOf(json.expires_in);
  return {
    accessToken: new Secret(accessToken),
    // Some servers leave the type out, and mean the one that all use (RFC 6750).
    tokenType: textOf(json.token_type)?.slice(0, 100) ?? 'Bearer',
    ...(refreshToken === undefined ? {} : { refreshToken: new Secret(refreshToken) }),
    ...(idToken === undefined ? {} : { idToken: new Secret(idToken) }),
    scopes: grantedScopes(json.scope) ?? asked,
    ...(expiresIn === undefined ? {} : { expiresIn }),
    receivedAt: now,
  };
}

function textOf(it: unknown): string | undefined {
  return typeof it === 'string' && it !== '' ? it : undefined;
}

/** Servers write the number as text too; what is no length of time says nothing. */
function secondsOf(it: unknown): number | undefined {
  const seconds = typeof it === 'string' && /^\d{1,12}(?:\.\d{1,6})?$/.test(it.trim()) ? Number(it) : it;
  return typeof seconds === 'number' && Number.isFinite(seconds) && 0 <= seconds ? seconds : undefined;
}

/** Separated by spaces; some servers (GitHub) write commas, some a list. */
function grantedScopes(it: unknown): readonly string[] | undefined {
  const text = Array.isArray(it) ? it.filter((scope) => typeof scope === 'string').join(' ') : textOf(it)?.trim();
  if (!text) return undefined;
  return text
    .split(text.includes(' ') ? ' ' : ',', 1_000)
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}

/** Member names, for a sentence. A server may name one like what it was sent: longer names are not said. */
function namesOf(json: Json): string {
  const names = Object.keys(json)
    .slice(0, 8)
    .map((it) => (/^[\w.-]{1,32}$/.test(it) ? it : 'one of another form'));
  return names.length === 0 ? 'no members' : [...new Set(names)].join(', ');
}

/** Whether a token was revoked; ends the flow where not, unless that is `optional`. The body means nothing (RFC 7009, 2.2). */
export function acceptRevocation(exchange: Exchange, optional: boolean): boolean {
  const { status } = exchange.response;
  if (200 <= status && status < 300 && errorOf(exchange) === undefined) return true;
  if (optional) return false;
  if (400 <= status && status < 500) throw refused(exchange);
  throw failed(
    'not-oauth',
    `${withoutQuery(exchange.request.url)} answered ${whatCame(exchange)}; expected 200. ${advice(status)}`,
    exchange,
  );
}
