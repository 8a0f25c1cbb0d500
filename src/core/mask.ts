import { isPublicStart } from './knownKeys.ts';
import { readPlaceholder } from './placeholder.ts';
import { looksMade, maskSecretsIn } from './redact.ts';
import { readRedaction } from './redaction.ts';
import { maskValue } from './secret.ts';
import { isSecretName, isSecretWhenMade } from './secretNames.ts';
import type { Text } from './text.ts';

/** What is secret by its place: the values of these header fields are masked wherever they are shown. */
export function isSecretField(name: string): boolean {
  return isSecretName(name);
}

/** A header value as it may be shown: secret by its name, since it is known to be one, or by its shape. */
export function maskField(name: string, value: string, known: readonly string[] = []): string {
  const lower = name.toLowerCase();
  if (lower.includes('authorization') && !lower.startsWith('access-control')) return maskCredentials(value);
  if (lower === 'cookie') return value.split(';').map(maskPair).join(';');
  if (lower === 'set-cookie') {
    const [pair = '', ...attributes] = value.split(';');
    return [maskPair(pair), ...attributes].join(';');
  }
  if (lower === 'location' || lower === 'referer' || lower === 'content-location') return maskUrl(value, known);
  return isSecretField(name) ? maskPiece(value) : maskAll(value, known);
}

/** A URL as it may be shown: the password of its user part and the secret values of its query masked. */
export function maskUrl(url: string, known: readonly string[] = []): string {
  const masked = url
    .replace(/^([a-z][a-z0-9+.-]{0,20}:\/\/[^/?#@:]{0,200}):[^/?#@]{1,500}@/i, (_, before) => `${before}:••••@`)
    .replace(/([?&#;])([^=&#;?]{1,200})=([^&#;]*)/g, (whole, mark, name, value) =>
      value !== '' && isSecretPair(name, value) ? `${mark}${name}=${maskPiece(value)}` : whole,
    );
  return maskAll(masked, known);
}

/** Running text as it may be shown. What is known comes first: by its shape, a part of it may be taken for the whole. */
export function maskAll(text: string, known: readonly string[]): string {
  return maskSecretsIn(maskKnown(text, known));
}

/** A name in a query, a form or a JSON body whose value is a secret. */
export function isSecretParameter(name: string): boolean {
  return isSecretName(name) || /token$|^(?:samlresponse|ticket|hapikey|appid)$/i.test(name);
}

/** The same for a name and its value: some names have ordinary values, too. */
export function isSecretPair(name: string, value: string): boolean {
  return isSecretParameter(name) || (isSecretWhenMade(name) && looksMade(value));
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
export function isNoSecret(it: string): boolean {
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
 * Masks these exact values wherever they stand; short ones only as whole words, since they may be ordinary ones. Of a
 * quotation that begins or ends amid one, what is left of it goes too.
 */
export function maskKnown(value: string, secrets: readonly string[]): string {
  let masked = value;
  for (const secret of secrets) {
    const isThere = masked.includes(secret);
    if (8 <= secret.length) masked = maskCut(isThere ? masked.replaceAll(secret, maskValue(secret)) : masked, secret);
    else if (isThere)
      masked = masked
        .split(/(\w+)/)
        .map((it) => (it === secret ? maskValue(secret) : it))
        .join('');
  }
  return masked;
}

/** Looks only as far from both ends as the secret is long. */
function maskCut(text: string, secret: string): string {
  if (secret.length < 16) return text;
  let shown = text;
  const tail = shown.slice(-secret.length - 1);
  const begin = tail.lastIndexOf(secret.slice(0, shortestCut));
  const piece = 0 <= begin ? tail.slice(begin).replace(/…$/, '') : '';
  if (piece !== '' && secret.startsWith(piece) && !isPublicStart(piece))
    shown = `${shown.slice(0, begin - tail.length)}${secret.slice(0, 4)}…`;
  const head = shown.slice(0, secret.length + 1);
  const end = head.indexOf(secret.slice(-shortestCut)) + shortestCut;
  if (shortestCut <= end && secret.endsWith(head.slice(0, end).replace(/^…/, '')))
    shown = `…${secret.slice(-4)}${shown.slice(end)}`;
  return shown;
}

/** Fewer characters of a secret are not worth a mask. */
const shortestCut = 9;

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
