import type { Evidence, Fix, Found, RuledOut } from './cause.ts';
import type { CauseId } from './causeIds.ts';
import type { Certainty } from './certainty.ts';
import type { HeaderField } from './exchange.ts';
import type { Server, SignReading } from './facts/sign.ts';
import type { Statement } from './facts/statements.ts';
import type { Facts } from './facts.ts';
import type { Place } from './place.ts';
import { plain, prose, type Text, text, words } from './text.ts';

/** What the answer itself says for a cause: its certainty, the quoted places, and the fixes that come with the signs. */
export interface Said {
  readonly certainty: Certainty;
  /** The server's words or code. */
  readonly quote: string;
  readonly evidence: readonly [Evidence, ...Evidence[]];
  readonly fixes: readonly Fix[];
  /** What the words mean, a clause without its full stop. */
  readonly shows?: Text;
  /** The page that documents what the words mean. */
  readonly source?: string;
}

/** Gathers the signs that speak for a cause; undefined where none does. */
export function saidFor(facts: Facts, cause: CauseId): Said | undefined {
  const signs = facts.signs.filter((it) => it.cause === cause);
  const first = signs[0];
  if (!first) return undefined;
  const evidence: [Evidence, ...Evidence[]] = [quoted(first)];
  const quotes = new Set([first.quote]);
  for (const it of signs.slice(1)) {
    if (quotes.has(it.quote) || evidence.length === 3) continue;
    quotes.add(it.quote);
    // A known server's own words mean what its page says; general words beside them only repeat it.
    evidence.push(first.server && !it.server ? at(it.at, text`the answer says ${it.quote}`) : quoted(it));
  }
  const speaker = first.server && markOf(facts, first.server);
  if (speaker && !evidence.some((it) => 'name' in it.at && it.at.name === speaker.name))
    evidence.push(
      at(
        { in: 'response-header', name: speaker.name },
        text`${nameOf(first.server)} is known by ${speaker.name}: ${speaker.value.slice(0, 100)}`,
      ),
    );
  const mark =
    first.sign.header &&
    facts.exchange.response.headers.find((it) => it.name.toLowerCase() === first.sign.header?.name.toLowerCase());
  if (mark && !quotes.has(mark.value))
    evidence.push(at({ in: 'response-header', name: mark.name }, text`${mark.name} is ${mark.value.slice(0, 200)}`));
  if (first.sign.path || first.sign.sends)
    evidence.push(
      at({ in: 'request-line' }, text`the request is ${`${facts.method} ${facts.target.path.slice(0, 200)}`}`),
    );
  const remedy = signs.find((it) => it.sign.fix !== undefined);
  const fix = remedy?.sign.fix;
  const source = signs.find((it) => it.sign.source !== undefined)?.sign.source;
  return {
    certainty: first.certainty,
    quote: first.quote,
    evidence,
    fixes: fix === undefined ? [] : [advice(remedy?.server?.from === undefined ? words(fix) : prose(fix))],
    ...(source === undefined ? {} : { source }),
    ...(first.sign.shows === undefined
      ? {}
      : { shows: first.server?.from === undefined ? words(first.sign.shows) : prose(first.sign.shows) }),
  };
}

function quoted(it: SignReading): Evidence {
  const { shows } = it.sign;
  const speaker = it.server ? text`${nameOf(it.server)} says ${it.quote}` : text`the answer says ${it.quote}`;
  // Whose rule it is, so that nobody takes the words of a file for ours or for the server's.
  if (it.server?.from !== undefined)
    return {
      at: it.at,
      shows: text`${speaker}; ${it.server.from} says: ${shows === undefined ? text`this is ${it.cause}` : prose(shows)}`,
    };
  return { at: it.at, shows: shows === undefined ? speaker : text`${speaker}: ${words(shows)}` };
}

function nameOf(server: Server | undefined): Text {
  return server?.from === undefined ? words(server?.name ?? '') : prose(server.name);
}

/** The header field by which a server was recognized. */
function markOf(facts: Facts, server: Server): HeaderField | undefined {
  const { headers } = facts.exchange.response;
  for (const { name, matches } of server.recognize.headers ?? []) {
    const field = headers.find(
      (it) => it.name.toLowerCase() === name && (matches === undefined || matches.test(it.value)),
    );
    if (field) return field;
  }
  return undefined;
}

/** What the server's own documentation advises, where it does; else what is right in general. */
export function fixesOr(said: Said | undefined, ...general: readonly Fix[]): readonly Fix[] {
  return said && said.fixes.length !== 0 ? said.fixes : general;
}

/** A finding. `source` takes the place of the cause's own link, `why` of its own words. */
export function found(
  certainty: Certainty,
  summary: Text,
  evidence: readonly [Evidence, ...Evidence[]],
  fixes: readonly Fix[],
  source?: string,
  why?: string,
): Found {
  return {
    kind: 'found',
    certainty,
    summary,
    evidence: withoutRepeats(evidence),
    fixes: withoutLikes(fixes).slice(0, 3),
    ...(source === undefined ? {} : { link: source }),
    ...(why === undefined ? {} : { why }),
  };
}

/** Two fixes that begin alike say the same: the first one, mostly the special one, stays. */
function withoutLikes(fixes: readonly Fix[]): readonly Fix[] {
  if (fixes.length < 2) return fixes;
  const seen = new Set<string>();
  return fixes.filter((it) => {
    const start = plain(it.title).replaceAll('`', '').toLowerCase().split(' ').slice(0, 4).join(' ');
    return !seen.has(start) && seen.add(start);
  });
}

/** The same words quoted from the same message need no second line. */
function withoutRepeats(evidence: readonly [Evidence, ...Evidence[]]): readonly [Evidence, ...Evidence[]] {
  const [first, ...rest] = evidence;
  if (rest.length === 0) return evidence;
  const seen = new Set([quoteOf(first)]);
  const kept = rest.filter((it) => {
    const quote = quoteOf(it);
    return !seen.has(quote) && seen.add(quote);
  });
  return [first, ...kept];
}

/** The last thing quoted is what a line is about; lines without a quote of some length stand for themselves. */
function quoteOf({ at: place, shows }: Evidence): string {
  const quotes = shows.parts.flatMap((part) => ('theirs' in part && !part.prose ? [part.theirs] : []));
  const last = quotes.findLast((it) => 8 < it.length);
  if (last === undefined || 2 < quotes.length) return plain(shows);
  if (place.in === 'experiment' || place.in === 'log' || place.in === 'source') return plain(shows);
  const message = /^(?:response|status)/.test(place.in) ? 'answer' : place.in === 'earlier' ? 'earlier' : 'request';
  return `${message} ${last}`;
}

/** What was checked and found in order: a whole sentence. */
export function ruledOut(because: Text): RuledOut {
  return { kind: 'ruled-out', because };
}

/** Something for a human to do. */
export function advice(title: Text, detail?: Text, link?: string): Fix {
  return { kind: 'advice', title, ...(detail ? { detail } : {}), ...(link === undefined ? {} : { link }) };
}

/** The same, where a fix before it does that by a click: one of both is enough. */
export function byHand(title: Text, detail?: Text): Fix {
  return { kind: 'advice', title, ...(detail ? { detail } : {}), byHand: true };
}

/** A place and what it shows. */
export function at(place: Place, shows: Text): Evidence {
  return { at: place, shows };
}

/** The status line as evidence. */
export function statusShows(facts: Facts): Evidence {
  const { status, statusText } = facts.exchange.response;
  return at({ in: 'status' }, text`the answer is ${`${status} ${statusText}`.trim()}`);
}

/** The request line as evidence: what was asked for, and where. */
export function requestShown(facts: Facts): Evidence {
  const { host, path } = facts.target;
  return at({ in: 'request-line' }, text`the request is ${`${facts.method} ${path.slice(0, 200)}`} at ${host}`);
}

/** What the challenges ask for, as evidence: two at most. */
export function askedShown(facts: Facts): Evidence[] {
  return facts.challenges.slice(0, 2).map((it) => {
    const realm = it.params.find((param) => param.name === 'realm')?.value;
    return at(
      { in: 'response-header', name: it.field },
      realm === undefined
        ? text`the server asks for ${it.scheme}`
        : text`the server asks for ${`${it.scheme} realm="${realm}"`}`,
    );
  });
}

/** The answer's own words as evidence, whatever they mean: the first three statements, pages left out where there is more. */
export function wordsShown(facts: Facts): Evidence[] {
  const telling = facts.statements.filter((it) => it.kind !== 'page' && !saysNothing(it));
  return (telling.length === 0 ? facts.statements : telling).slice(0, 3).map((it) => at(it.at, saidIn(it)));
}

/** A statement as it is read: a page and a bare body have no name of their own. */
export function saidIn({ name, value, kind }: Statement): Text {
  const quote = value.replace(/\s+/g, ' ').slice(0, kind === 'page' ? 400 : 300);
  // A challenge that cannot be read is quoted whole.
  if (value.startsWith(`${name} `)) return text`the header says ${quote}`;
  if (kind === 'page') return name === 'title' ? text`the page is titled ${quote}` : text`the page says ${quote}`;
  return name === 'text' ? text`the body says ${quote}` : text`${name} is ${quote}`;
}

/** The status in words, or a word for any error; on a page, with the name of the server below it. */
export function saysNothing({ value }: Statement): boolean {
  return /^(?:\d{3}:?\s?)?(?:unauthorized|forbidden|bad request|not found|error|failure|sender|client)?(?:\s\d{3})?(?:\s[a-z][\w-]{0,20}(?:\/[\d.]{1,12})?)?$/i.test(
    value,
  );
}

/** A credential as evidence: where it is and what it is. */
export function credentialShown(facts: Facts): Evidence | undefined {
  const it = facts.credential;
  if (!it) return undefined;
  if (it.hidden === 'value')
    return at(
      it.at,
      it.scheme === undefined
        ? text`the request carries ${it.name}; the recording masks its value`
        : text`the request carries ${it.name} with ${it.scheme}; the recording masks its value`,
    );
  if (it.kind === 'basic' || it.kind === 'digest')
    return at(
      it.at,
      text`the request carries ${it.scheme ?? ''} credentials of ${it.user ?? 'a user that cannot be read'}`,
    );
  if (it.kind === 'login')
    return at(
      it.at,
      it.user === undefined ? text`the request carries ${it.name}` : text`the request signs in as ${it.user}`,
    );
  if (it.kind === 'signed' && it.user !== undefined)
    return at(it.at, text`the request is signed (${it.scheme ?? it.name}) as ${it.user}`);
  if (it.kind === 'session') return at(it.at, text`the request carries the cookie ${it.name}`);
  if (it.in === 'authorization')
    return at(
      it.at,
      it.scheme
        ? text`the request carries a ${it.scheme} credential`
        : text`the request carries ${it.name} without a scheme word`,
    );
  return at(it.at, text`the request carries ${it.name}`);
}

/** What is there, without the holes. */
export function present<Item>(items: readonly (Item | undefined)[]): Item[] {
  return items.filter((it) => it !== undefined);
}

/** A list that has at least one item, or undefined: evidence is never empty. */
export function some(items: readonly Evidence[]): readonly [Evidence, ...Evidence[]] | undefined {
  const [first, ...rest] = items;
  return first ? [first, ...rest] : undefined;
}
