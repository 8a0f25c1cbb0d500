import type { Evidence } from './cause.ts';
import type { HeaderField } from './exchange.ts';
import type { Facts } from './facts.ts';
import type { Claims } from './jwt/token.ts';
import { secretsOf } from './knownSecrets.ts';
import { isSecretPair, maskAll, maskField, maskKnown, maskUrl } from './mask.ts';
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
  const found = readPlace(evidence.at, facts, theirsIn(evidence.shows), secrets);
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
    case 'experiment':
      return `experiment ${place.index + 1}`;
    case 'source':
      return `source ${place.file}:${place.line}`;
    case 'log':
      return `log ${place.file}${place.line === undefined ? `, byte ${place.offset}` : `:${place.line}`}`;
  }
}

function readPlace(
  place: Place,
  facts: Facts,
  clues: readonly string[],
  secrets: readonly string[],
): string | undefined {
  const { request, response, earlier } = facts.exchange;
  switch (place.in) {
    case 'request-line':
      return `${request.method} ${maskUrl(request.url, secrets)}`;
    case 'status':
      return `${response.httpVersion} ${response.status} ${response.statusText}`.trim();
    case 'request-body':
      return lineWith(maskRequestBody(request.body?.text ?? '', secrets), clues, secrets);
    case 'response-body':
      return lineWith(response.body?.text ?? '', clues, secrets);
    case 'request-header':
      return readField(request.headers, place.name, clues, secrets);
    case 'response-header':
      return readField(response.headers, place.name, clues, secrets);
    case 'url':
      return readUrl(maskUrl(request.url, secrets), place.part, place.name);
    case 'token':
      return readClaim(facts, place.claim, place.section ?? 'payload');
    case 'earlier': {
      const before = earlier[place.entry];
      if (!before) return undefined;
      const to = before.response.headers.find((it) => it.name.toLowerCase() === 'location')?.value;
      const line = `${before.request.method} ${maskUrl(before.request.url, secrets)} → ${before.response.status}`;
      return to === undefined ? line : `${line}, Location: ${maskUrl(to, secrets)}`;
    }
    case 'source':
      return facts.guard?.route.guards.find(
        (it) => it.file === place.file && it.line === place.line && clues.includes(it.name),
      )?.text;
    case 'log':
      return readLog(place, facts, secrets);
    case 'experiment': {
      const sent = facts.proof?.findings[place.index]?.exchange;
      if (!sent) return undefined;
      const { status, statusText } = sent.response;
      // Another user's credential may travel in it.
      const known = [...secretsOf(sent), ...secrets];
      return `${sent.request.method} ${maskUrl(sent.request.url, known)} → ${status} ${statusText}`.trim();
    }
  }
}

/** The line of the log around the words that tell the reason. */
function readLog({ file, offset }: Place & { in: 'log' }, { log }: Facts, secrets: readonly string[]) {
  const reasons = log ? [log.best, ...log.others] : [];
  const reason = reasons.find(({ record }) => record.file === file && record.offset === offset);
  // Masked whole: in an address, what is secret is known by its name.
  return reason && lineWith(maskUrl(reason.record.text.slice(0, 20_000), secrets), [reason.words], secrets);
}

function readField(
  headers: readonly HeaderField[],
  name: string,
  clues: readonly string[],
  secrets: readonly string[],
): string | undefined {
  const fields = headers.filter((it) => it.name.toLowerCase() === name.toLowerCase());
  const field = fields.find((it) => clues.some((clue) => it.value.includes(clue))) ?? fields[0];
  return field && `${field.name}: ${maskField(field.name, field.value, secrets)}`;
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
      if (name === undefined) return query;
      return query?.split('&').find((it) => it.split('=', 1)[0] === name) || undefined;
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
function lineWith(body: string, clues: readonly string[], secrets: readonly string[]): string | undefined {
  const start = body.slice(0, 200_000);
  for (const clue of clues) {
    const at = start.indexOf(clue);
    if (at < 0) continue;
    const from = start.lastIndexOf('\n', at) + 1;
    const to = start.indexOf('\n', at);
    // Masked before it is cut: of a secret that is cut in two, no half is known to be one.
    const lineStart = Math.max(from, at - around);
    const lineEnd = Math.min(to < 0 ? start.length : to, at + around);
    const line = maskAll(start.slice(lineStart, lineEnd), secrets);
    if (line.length <= longest) return line.trim();
    // One long line, as JSON and minified HTML are: what surrounds the clue.
    const windowStart = Math.max(0, line.indexOf(maskAll(clue, secrets)) - 40);
    const shown = line.slice(windowStart, windowStart + longest - 2);
    const rest = windowStart + shown.length < line.length ? '…' : '';
    return `${0 < windowStart ? '…' : ''}${shown}${rest}`.trim();
  }
  return maskAll(/\S.*/.exec(start)?.[0].slice(0, around).trim() ?? '', secrets) || undefined;
}

/** So much on both sides of a clue is masked, in UTF-16 units: more than what is shown and any one secret in it. */
const around = 5_000;

/** A request's body as it may be shown: the values of secret members and parameters masked. */
export function maskRequestBody(body: string, secrets: readonly string[] = []): string {
  const start = body.slice(0, 200_000);
  if (/^\s*[{[]/.test(start)) {
    const named = start.replace(/"([\w.-]{1,100})"(\s{0,10}:\s{0,10})"([^"]{1,8000})"/g, (whole, name, colon, value) =>
      isSecretPair(name, value) ? `"${name}"${colon}"${maskValue(value)}"` : whole,
    );
    return maskKnown(named, secrets);
  }
  return maskUrl(`?${start}`, secrets).slice(1);
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
