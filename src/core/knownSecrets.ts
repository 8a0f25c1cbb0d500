import type { Exchange, HttpRequest, HttpResponse } from './exchange.ts';
import { isNoSecret, isSecretField, isSecretPair } from './mask.ts';
import type { Secret } from './secret.ts';
import { spellingsOf } from './spellings.ts';

/**
 * The secrets that the exchange is known to hold, longest first: credentials, cookies, keys, passwords,
 * tokens that were handed out. Only the newest of what came before is looked at. `more`: what else is known to be one.
 */
export function secretsOf(exchange: Exchange, more: readonly Secret[] = []): readonly string[] {
  const found = new Set(allSpellings(more.map((it) => it.reveal())));
  for (const it of [...exchange.earlier.slice(-20), exchange]) for (const secret of ownSecrets(it)) found.add(secret);
  return longestFirst(found);
}

/** The secrets that a request alone is known to hold, longest first. `more`: what else is known to be one. */
export function secretsOfRequest(request: HttpRequest, more: readonly Secret[] = []): readonly string[] {
  return longestFirst(new Set(allSpellings([...more.map((it) => it.reveal()), ...fromRequest(request)])));
}

function longestFirst(secrets: ReadonlySet<string>): readonly string[] {
  return [...secrets].sort((a, b) => b.length - a.length);
}

function allSpellings(secrets: readonly string[]): readonly string[] {
  return [...new Set(secrets)].flatMap((it) => (isWorthMasking(it) ? spellingsOf(it) : [])).filter(isWorthMasking);
}

const seen = new WeakMap<Exchange, readonly string[]>();

function ownSecrets(exchange: Exchange): readonly string[] {
  let known = seen.get(exchange);
  if (!known) {
    known = allSpellings([...fromRequest(exchange.request), ...fromResponse(exchange.response)]);
    seen.set(exchange, known);
  }
  return known;
}

function isWorthMasking(it: string): boolean {
  return 4 <= it.length && !isNoSecret(it);
}

function fromRequest(request: HttpRequest): string[] {
  const found = fromFields(request.headers);
  const password = /^[a-z][a-z0-9+.-]{0,20}:\/\/[^/?#@:]{0,200}:([^/?#@]{1,500})@/i.exec(request.url)?.[1];
  if (password !== undefined) found.push(password);
  const query = request.url.indexOf('?');
  if (0 <= query) found.push(...fromPairs(request.url.slice(query + 1)));
  const body = request.body?.text ?? '';
  if (body.length <= 100_000) found.push(...(/^\s*[{[]/.test(body) ? fromJson(body, isSecretPair) : fromPairs(body)));
  return found;
}

function fromResponse(response: HttpResponse): string[] {
  const found = fromFields(response.headers);
  const body = response.body?.text ?? '';
  if (body.length <= 100_000 && /^\s*[{[]/.test(body))
    found.push(...fromJson(body, response.status < 300 ? isGiven : isHandedOut));
  return found;
}

function fromFields(headers: HttpRequest['headers']): string[] {
  const found: string[] = [];
  for (const { name, value } of headers) {
    if (!isSecretField(name)) continue;
    const lower = name.toLowerCase();
    if (lower === 'cookie') {
      for (const pair of value.split(';')) found.push(pair.slice(pair.indexOf('=') + 1).trim());
    } else if (lower === 'set-cookie') {
      const pair = value.split(';', 1)[0] ?? '';
      found.push(pair.slice(pair.indexOf('=') + 1).trim());
    } else if (lower.includes('authorization')) found.push(...fromCredentials(value));
    else found.push(value.trim());
  }
  return found;
}

function fromCredentials(value: string): string[] {
  if (/^\s*(?:digest|aws4|hawk|oauth|signature)\b/i.test(value)) {
    return [...value.matchAll(/\b(?:response|signature|mac|oauth_token|oauth_signature)\s*=\s*"?([^",\s]+)/gi)].flatMap(
      (it) => it[1] ?? [],
    );
  }
  const pieces = value.trim().split(/\s+/);
  const last = pieces.at(-1)?.replace(/^["']|["']$/g, '') ?? '';
  const found = [last];
  if (/^basic$/i.test(pieces[0] ?? '')) found.push(...fromBasic(last));
  const signature = /^[\w-]+\.[\w-]*\.([\w-]{16,})$/.exec(last)?.[1];
  if (signature !== undefined) found.push(signature);
  return found;
}

function fromBasic(encoded: string): string[] {
  try {
    const decoded = atob(encoded);
    const colon = decoded.indexOf(':');
    const password = decoded.slice(colon + 1);
    // A user name that is its own password is shown as the user name.
    if (colon < 0 || password === decoded.slice(0, colon)) return [];
    // The user's name is none; a password too short to be masked alone goes together with it.
    return password.length < 4 ? [decoded] : [password];
  } catch {
    return [];
  }
}

function fromPairs(text: string): string[] {
  const found: string[] = [];
  for (const pair of text.slice(0, 100_000).split(/[&\n]/)) {
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1).trim();
    if (0 < at && isSecretPair(pair.slice(0, at).trim(), value)) found.push(value);
  }
  return found;
}

/** Members by name, wherever they stand: also in a body that was cut or is not quite JSON. */
function fromJson(body: string, isSecret: (name: string, value: string) => boolean): string[] {
  const found: string[] = [];
  for (const it of body.matchAll(/"([\w.-]{1,100})"\s{0,10}:\s{0,10}"((?:[^"\\]|\\.){1,8000})"/g)) {
    const [, name = '', value = ''] = it;
    if (isSecret(name, value)) found.push(value);
  }
  return found;
}

/** In an answer that says yes, what has such a name is what was asked for, however it looks. */
function isGiven(name: string, value: string): boolean {
  return (given.test(name) && 8 <= value.length && !/\s/.test(value)) || isHandedOut(name, value);
}

const given =
  /^(?:access_token|refresh_token|id_token|client_secret|device_code|registration_access_token|request_uri)$/;

/** `"token": "expired_or_revoked"` is an answer, not a secret: only what looks made by a machine counts. */
function isHandedOut(name: string, value: string): boolean {
  const named = /token$|secret$|passw|api_?-?key$|session_?id$|device_code$/i.test(name);
  return named && 16 <= value.length && /[0-9]|[a-z][A-Z]/.test(value) && !/\s/.test(value);
}
