import type { Evidence } from './cause.ts';
import type { HeaderField } from './exchange.ts';
import type { Facts } from './facts.ts';
import type { Claims } from './jwt/token.ts';
import { isSecretParameter, maskField, maskKnown, maskUrl } from './mask.ts';
import type { Place } from './place.ts';
import { maskSecretsIn } from './redact.ts';
import { maskValue } from './secret.ts';
import type { Text } from './text.ts';

/** How long a quoted line may be, in UTF-16 units. */
const longest = 160;

/**
 * The bytes that a piece of evidence points at: masked, cut to one line.
 * `undefined` where there are none, such as a header that is missing.
 */
export function quotePlace(evidence: Evidence, facts: Facts, secrets: readonly string[]): string | undefined {
  const found = readPlace(evidence.at, facts, theirsIn(evidence.shows));
  return found === undefined ? undefined : cut(maskKnown(found, secrets));
}

/** The place in words: `response header WWW-Authenticate`. Names in it may be theirs. */
export function describePlace(place: Place): string {
  switch (place.in) {
    case 'request-line':
      return 'request line';
    case 'status':
      return 'status line';
    case 'request-body':
      return 'request body';
    case 'response-body':
      return 'response body';
    case 'request-header':
      return `request header ${place.name}`;
    case 'response-header':
      return `response header ${place.name}`;
    case 'url':
      return place.part === 'query' && place.name !== undefined ? `query parameter ${place.name}` : `URL ${place.part}`;
    case 'token':
      if (place.section === 'signature') return 'token signature';
      return place.section === 'header' ? `token header ${place.claim}` : `token claim ${place.claim}`;
    case 'earlier':
      return place.what === 'the request'
        ? `earlier request ${place.entry + 1}`
        : `earlier request ${place.entry + 1}: ${place.what}`;
  }
}

function readPlace(place: Place, facts: Facts, clues: readonly string[]): string | undefined {
  const { request, response, earlier } = facts.exchange;
  switch (place.in) {
    case 'request-line':
      return `${request.method} ${maskUrl(request.url)}`;
    case 'status':
      return `${response.httpVersion} ${response.status} ${response.statusText}`.trim();
    case 'request-body':
      return lineWith(maskRequestBody(request.body?.text ?? ''), clues);
    case 'response-body':
      return lineWith(response.body?.text ?? '', clues);
    case 'request-header':
      return readField(request.headers, place.name, clues);
    case 'response-header':
      return readField(response.headers, place.name, clues);
    case 'url':
      return readUrl(request.url, place.part, place.name);
    case 'token':
      return readClaim(facts, place.claim, place.section ?? 'payload');
    case 'earlier': {
      const before = earlier[place.entry];
      if (!before) return undefined;
      const to = before.response.headers.find((it) => it.name.toLowerCase() === 'location')?.value;
      const line = `${before.request.method} ${maskUrl(before.request.url)} → ${before.response.status}`;
      return to === undefined ? line : `${line}, Location: ${maskUrl(to)}`;
    }
  }
}

function readField(headers: readonly HeaderField[], name: string, clues: readonly string[]): string | undefined {
  const fields = headers.filter((it) => it.name.toLowerCase() === name.toLowerCase());
  const field = fields.find((it) => clues.some((clue) => it.value.includes(clue))) ?? fields[0];
  return field && `${field.name}: ${maskField(field.name, field.value)}`;
}

function readUrl(url: string, part: 'scheme' | 'host' | 'path' | 'query', name?: string): string | undefined {
  const [, scheme = '', host = '', path = '', query] =
    /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? [];
  switch (part) {
    case 'scheme':
      return scheme ? `${scheme}://` : undefined;
    case 'host':
      return host || undefined;
    case 'path':
      return path || '/';
    case 'query':
      if (name === undefined) return query === undefined ? undefined : maskUrl(`?${query}`).slice(1);
      return maskUrl(`?${query?.split('&').find((it) => it.split('=', 1)[0] === name) ?? ''}`).slice(1) || undefined;
  }
}

/** `"exp": 1763838251`, from the token that counts, else from the first that has the claim. */
function readClaim(facts: Facts, claim: string, section: 'header' | 'payload' | 'signature'): string | undefined {
  if (section === 'signature') return undefined;
  const tokens = [facts.token, ...facts.credentials.map((it) => it.token)];
  for (const token of tokens) {
    const value = claimOf(token?.[section], claim);
    if (value !== undefined) return `"${claim}": ${JSON.stringify(value)}`;
  }
  return undefined;
}

/** A claim by its name; names such as `realm_access.roles` lead into objects. */
function claimOf(claims: Claims | undefined, name: string): unknown {
  if (claims === undefined || Object.hasOwn(claims, name)) return claims?.[name];
  let value: unknown = claims;
  for (const step of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Object.entries(value).find(([key]) => key === step)?.[1];
  }
  return value;
}

/** The line that holds what the evidence speaks of; without such a line, the first that holds anything. */
function lineWith(body: string, clues: readonly string[]): string | undefined {
  const start = body.slice(0, 200_000);
  for (const clue of clues) {
    const at = start.indexOf(clue);
    if (at < 0) continue;
    const from = start.lastIndexOf('\n', at) + 1;
    const to = start.indexOf('\n', at);
    const line = start.slice(from, to < 0 ? undefined : to);
    if (line.length <= longest) return line.trim();
    // One long line, as JSON and minified HTML are: what surrounds the clue.
    const windowStart = Math.max(from, at - 40);
    const shown = line.slice(windowStart - from, windowStart - from + longest - 2);
    const rest = windowStart - from + shown.length < line.length ? '…' : '';
    return `${from < windowStart ? '…' : ''}${shown}${rest}`.trim();
  }
  return /\S.*/.exec(start)?.[0].trim();
}

/** A request's body as it may be shown: the values of secret members and parameters masked. */
export function maskRequestBody(body: string): string {
  const start = body.slice(0, 200_000);
  if (/^\s*[{[]/.test(start)) {
    return start.replace(/"([\w.-]{1,100})"(\s{0,10}:\s{0,10})"([^"]{1,8000})"/g, (whole, name, colon, value) =>
      isSecretParameter(name) ? `"${name}"${colon}"${maskValue(value)}"` : whole,
    );
  }
  return maskUrl(`?${start}`).slice(1);
}

/** What the evidence quotes itself, longest first: the surest clue to the line that is meant. */
function theirsIn(shows: Text): string[] {
  const found = shows.parts.flatMap((part) =>
    'theirs' in part && !part.prose && 3 <= part.theirs.length ? [part.theirs] : [],
  );
  return found.sort((a, b) => b.length - a.length);
}

function cut(line: string): string {
  const one = maskSecretsIn(line).replace(/\s+/g, ' ');
  return one.length <= longest ? one : `${one.slice(0, longest - 1)}…`;
}
