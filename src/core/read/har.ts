import { readEntry } from './harEntry.ts';
import { harWriter } from './harWriter.ts';
import { isRecord, type Json, string } from './json.ts';
import { plural } from './plural.ts';
import type { Ending, Step } from './step.ts';

/**
 * Reads an HTTP Archive (HAR 1.2, parsed), an entry a step. Takes the entries out of it as it goes, so that what was
 * read can be given back. `undefined` where it is no HAR.
 */
export function readHar(json: unknown): Generator<Step, Ending, void> | undefined {
  const entries = findEntries(json);
  return entries && readEntries(json, entries);
}

function* readEntries(json: unknown, entries: unknown[]): Generator<Step, Ending, void> {
  const of = entries.length;
  const creator = creatorOf(json);
  const sanitized = creator === 'WebInspector' && 0 < of && !entries.some(carriesCredentials);
  const saw = `HAR${harWriter(creator, entries[0])}, ${plural(of, 'entry', 'entries')}`;
  let unreadable = 0;
  let unanswered = 0;
  const failures = new Set<string>();
  for (let at = 0; at < of; at++) {
    const entry = entries[at];
    entries[at] = undefined;
    const exchange = readEntry(entry);
    if (exchange === 'unreadable') unreadable++;
    else if (exchange === 'unanswered') {
      unanswered++;
      const failure = failureOf(entry);
      if (failure !== undefined && failures.size < 3) failures.add(failure);
    } else {
      const known = sanitized ? { ...exchange, headersNotShown: 'credentials' as const } : exchange;
      yield { exchange: known, at, done: at + 1, of };
      continue;
    }
    yield { at, done: at + 1, of };
  }
  const problems: string[] = [];
  if (of === 0) problems.push('The HAR holds no entries.');
  if (0 < unreadable) {
    problems.push(`${plural(unreadable, 'entry', 'entries')} left out: no request with a URL in it.`);
  }
  if (0 < unanswered) {
    const why = failures.size === 0 ? '' : ` (${[...failures].join(', ')})`;
    problems.push(`${plural(unanswered, 'entry', 'entries')} left out: no answer was recorded${why}.`);
  }
  if (sanitized) {
    problems.push(
      'No entry carries credentials. Chrome leaves Authorization and cookies out of a HAR unless it is exported "with sensitive data", so a missing header proves nothing here.',
    );
  }
  return { format: 'har', saw, problems };
}

/** `{log: {entries}}`; also the list alone, or one entry alone, as people paste them. A copy: entries are taken out. */
function findEntries(json: unknown): unknown[] | undefined {
  if (Array.isArray(json)) return json.some((it) => isRecord(it) && isRecord(it.request)) ? [...json] : undefined;
  if (!isRecord(json)) return undefined;
  const log = isRecord(json.log) ? json.log : json;
  // The list itself, so that a parsed text of many megabytes shrinks as it is read.
  if (Array.isArray(log.entries)) return log.entries;
  return isRecord(json.request) && isRecord(json.response) ? [json] : undefined;
}

function creatorOf(json: unknown): string {
  const log = isRecord(json) && isRecord(json.log) ? json.log : {};
  return (isRecord(log.creator) ? string(log.creator.name) : undefined) ?? '';
}

/** Chrome's sanitized export leaves Authorization, Cookie and Set-Cookie out, and the lists of cookies empty. */
function carriesCredentials(entry: unknown): boolean {
  if (!isRecord(entry)) return false;
  return [entry.request, entry.response].some(
    (it) => isRecord(it) && (hasItems(it.cookies) || (Array.isArray(it.headers) && it.headers.some(isCredential))),
  );
}

function hasItems(json: unknown): boolean {
  return Array.isArray(json) && 0 < json.length;
}

function isCredential(header: unknown): boolean {
  return (
    isRecord(header) &&
    typeof header.name === 'string' &&
    /^(?:authorization|cookie|set-cookie)$/i.test(header.name.slice(0, 20))
  );
}

/** Why there is no answer, as Chrome (`net::ERR_FAILED`), mitmproxy and HTTP Toolkit note it: one line, bounded. */
function failureOf(entry: unknown): string | undefined {
  const response: Json = isRecord(entry) && isRecord(entry.response) ? entry.response : {};
  const noted = string(response._error) || (isRecord(entry) ? string(entry._error) : undefined);
  return noted ? noted.slice(0, 80).split(/[\r\n]/, 1)[0] : undefined;
}
