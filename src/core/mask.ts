import type { Exchange, HttpRequest, HttpResponse } from './exchange.ts';
import { readPlaceholder } from './placeholder.ts';
import { maskSecretsIn } from './redact.ts';
import { readRedaction } from './redaction.ts';
import { maskValue, type Secret } from './secret.ts';
import { isSecretName } from './secretNames.ts';
import type { Text } from './text.ts';

/** What is secret by its place: the values of these header fields are masked wherever they are shown. */
export function isSecretField(name: string): boolean {
  return isSecretName(name);
}

/** A header value as it may be shown: secret by its name, or by its shape. */
export function maskField(name: string, value: string): string {
  const lower = name.toLowerCase();
  if (lower.includes('authorization') && !lower.startsWith('access-control')) return maskCredentials(value);
  if (lower === 'cookie') return value.split(';').map(maskPair).join(';');
  if (lower === 'set-cookie') {
    const [pair = '', ...attributes] = value.split(';');
    return [maskPair(pair), ...attributes].join(';');
  }
  if (lower === 'location' || lower === 'referer' || lower === 'content-location') return maskUrl(value);
  if (isSecretField(name)) return maskPiece(value);
  return maskSecretsIn(value);
}

/** A URL as it may be shown: the password of its user part and the secret values of its query masked. */
export function maskUrl(url: string): string {
  const masked = url
    .replace(/^([a-z][a-z0-9+.-]{0,20}:\/\/[^/?#@:]{0,200}):[^/?#@]{1,500}@/i, (_, before) => `${before}:••••@`)
    .replace(/([?&#;])([^=&#;?]{1,200})=([^&#;]*)/g, (whole, mark, name, value) =>
      value !== '' && isSecretParameter(name) ? `${mark}${name}=${maskPiece(value)}` : whole,
    );
  return maskSecretsIn(masked);
}

/** A name in a query, a form or a JSON body whose value is a secret. */
export function isSecretParameter(name: string): boolean {
  return isSecretName(name) || /token$|^(?:samlresponse|ticket|hapikey|appid)$/i.test(name);
}

/** Shows the scheme, the names of parameters and what is plainly no secret; masks the rest. */
function maskCredentials(value: string): string {
  const start = /^\s*([A-Za-z][A-Za-z0-9_.-]{0,40})\s/.exec(value);
  const scheme = start?.[1];
  if (scheme === undefined) return maskPiece(value);
  const rest = value.slice(start?.[0].length).trimStart();
  if (notSecret.test(rest.trim())) return value;
  if (/^[A-Za-z0-9_-]{1,40}\s*=\s*["A-Za-z0-9]/.test(rest)) return `${scheme} ${maskParameters(rest)}`;
  return `${scheme} ${rest
    .split(/(\s+)/)
    .map((it) => (it.trim() === '' ? it : maskPiece(it)))
    .join('')}`;
}

/** `Digest username="…", response="…"`, `AWS4-HMAC-SHA256 Credential=…, Signature=…` */
function maskParameters(value: string): string {
  const masked = value.replace(
    /\b(response|signature|mac|oauth_token|oauth_signature|token|secret|password|cnonce|opaque)(\s*=\s*"?)([^",\s]+)/gi,
    (_, name, between, it) => `${name}${between}${maskValue(it)}`,
  );
  return maskSecretsIn(masked);
}

/** Words that stand where a secret should, and are none: showing them is the whole point. */
const notSecret =
  /^(?:undefined|null|none|nan|true|false|\[object object\]|\{\{[^{}]*\}\}|\$\{?\w*\}?|<[^<>]*>|%\w*%|your[\w-]*|x{3,}|\*+|…+|bearer|basic|token|digest|dpop|apikey|negotiate)$/i;

/** A word or mask that stands where a secret should. */
function isNoSecret(it: string): boolean {
  return notSecret.test(it) || readPlaceholder(it)?.whole === true || readRedaction(it) === 'whole';
}

function maskPiece(value: string): string {
  const [, before = '', inner = '', after = ''] = /^(["'`]?)([\s\S]*?)(["'`]?)$/.exec(value) ?? [];
  if (inner === '' || isNoSecret(inner)) return value;
  return `${before}${maskValue(inner)}${after}`;
}

/** `name=value`; a cookie without a name is all value. */
function maskPair(pair: string): string {
  const at = pair.indexOf('=') + 1;
  const value = pair.slice(at).trim();
  return value === '' ? pair : `${pair.slice(0, at)}${at === 0 && pair.startsWith(' ') ? ' ' : ''}${maskPiece(value)}`;
}

/**
 * The secrets that the exchange is known to hold, longest first: credentials, cookies, keys, passwords,
 * tokens that were handed out. Only the newest of what came before is looked at. `more`: what else is known to be one.
 */
export function secretsOf(exchange: Exchange, more: readonly Secret[] = []): readonly string[] {
  const found = new Set<string>(more.map((it) => it.reveal()).filter(isWorthMasking));
  for (const it of [...exchange.earlier.slice(-20), exchange]) for (const secret of ownSecrets(it)) found.add(secret);
  return [...found].sort((a, b) => b.length - a.length);
}

/** The secrets that a request alone is known to hold, longest first. */
export function secretsOfRequest(request: HttpRequest): readonly string[] {
  return fromRequest(request)
    .filter(isWorthMasking)
    .sort((a, b) => b.length - a.length);
}

const seen = new WeakMap<Exchange, readonly string[]>();

function ownSecrets(exchange: Exchange): readonly string[] {
  let known = seen.get(exchange);
  if (!known) {
    known = [...fromRequest(exchange.request), ...fromResponse(exchange.response)].filter(isWorthMasking);
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
  if (password !== undefined) found.push(...spellings(password));
  const query = request.url.indexOf('?');
  if (0 <= query) found.push(...fromPairs(request.url.slice(query + 1)));
  const body = request.body?.text ?? '';
  if (body.length <= 100_000)
    found.push(...(/^\s*[{[]/.test(body) ? fromJson(body, isSecretParameter) : fromPairs(body)));
  return found;
}

function fromResponse(response: HttpResponse): string[] {
  const found = fromFields(response.headers);
  const body = response.body?.text ?? '';
  if (body.length <= 100_000 && /^\s*[{[]/.test(body)) found.push(...fromJson(body, isHandedOut));
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
    return colon < 0 || password === decoded.slice(0, colon) ? [] : spellings(password);
  } catch {
    return [];
  }
}

function fromPairs(text: string): string[] {
  const found: string[] = [];
  for (const pair of text.slice(0, 100_000).split(/[&\n]/)) {
    const at = pair.indexOf('=');
    if (0 < at && isSecretParameter(pair.slice(0, at).trim())) found.push(...spellings(pair.slice(at + 1).trim()));
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

/** `"token": "expired_or_revoked"` is an answer, not a secret: only what looks made by a machine counts. */
function isHandedOut(name: string, value: string): boolean {
  const named = /token$|secret$|passw|api_?-?key$|session_?id$|device_code$/i.test(name);
  return named && 16 <= value.length && /[0-9]|[a-z][A-Z]/.test(value) && !/\s/.test(value);
}

/** As written, and percent-decoded. */
function spellings(value: string): string[] {
  if (!value.includes('%') && !value.includes('+')) return [value];
  try {
    return [value, decodeURIComponent(value.replaceAll('+', ' '))];
  } catch {
    return [value];
  }
}

/** Masks these exact values wherever they stand; short ones only as whole words, since they may be ordinary ones. */
export function maskKnown(value: string, secrets: readonly string[]): string {
  let masked = value;
  for (const secret of secrets) {
    if (!masked.includes(secret)) continue;
    if (8 <= secret.length) masked = masked.replaceAll(secret, maskValue(secret));
    else
      masked = masked
        .split(/(\w+)/)
        .map((it) => (it === secret ? maskValue(secret) : it))
        .join('');
  }
  return masked;
}

/** The same for words that quote the exchange, which are also cut here: after masking, so that no piece of a secret is left. */
export function maskText(it: Text, secrets: readonly string[]): Text {
  return {
    parts: it.parts.map((part) =>
      'theirs' in part ? { ...part, theirs: cut(maskKnown(part.theirs, secrets)) } : part,
    ),
  };
}

/** Nobody reads more of one value; a hostile one would fill the window. */
const longestQuote = 2_000;

function cut(theirs: string): string {
  return theirs.length <= longestQuote ? theirs : `${theirs.slice(0, longestQuote - 1)}…`;
}
