import type { Exchange } from '../exchange.ts';
import { type ClientReading, readAxiosError, readFetchResponse } from './clientError.ts';
import { readErrorLine } from './errorLine.ts';
import { readInspected } from './inspected.ts';
import { linkExchanges } from './link.ts';
import { plural } from './plural.ts';

export interface ErrorReading {
  readonly saw: string;
  readonly exchanges: readonly Exchange[];
  readonly problems: readonly string[];
}

/** Longer texts are logs, not an error that somebody pasted. */
const longest = 2_000_000;
/** Longer lines are code or data. */
const longestLine = 5000;
/** Each miss may have read all of the text. */
const mostMisses = 8;

/**
 * Reads what clients print when a request fails: axios errors, a `Response` of fetch, lines of a browser's console.
 * `undefined` where the text holds none of them.
 */
export function readErrors(text: string): ErrorReading | undefined {
  if (longest < text.length) return undefined;
  const found = [...readDumps(text)];
  const readings = found.length === 0 ? readLines(text) : found;
  const [first] = readings;
  if (!first) return undefined;
  const same = readings.every((it) => it.saw === first.saw);
  return {
    saw:
      readings.length === 1
        ? first.saw
        : `${plural(readings.length, 'error', 'errors')}${same ? `, each ${first.saw}` : ''}`,
    exchanges: linkExchanges(readings.map((it) => it.exchange)),
    problems: [...new Set(readings.flatMap((it) => it.problem ?? []))],
  };
}

/** An error that came without an answer, as a person says it. */
export function readFailure(text: string): string | undefined {
  return /(?:Failed to fetch|NetworkError when attempting to fetch|fetch failed|Load failed|AxiosError: Network Error|net::ERR_[A-Z_]{1,40}|\bE(?:CONNREFUSED|CONNRESET|NOTFOUND|TIMEDOUT)\b)/.exec(
    text.slice(0, longest),
  )?.[0];
}

/** Objects as a console prints them. */
function* readDumps(text: string): Generator<ClientReading, void, void> {
  const starts =
    /(?<![^\n])[^\n{]{0,300}(?:\bAxiosError|Error: Request failed with status code|\bResponse)\b[^\n]{0,500}|(?<![^\n])\{[ \t\r]*(?![^\n])/g;
  let misses = 0;
  for (let start = starts.exec(text); start && misses < mostMisses; start = starts.exec(text)) {
    const open = openingBrace(text, start.index);
    if (open === undefined) {
      misses++;
      continue;
    }
    const { value, end } = readInspected(text, open);
    const isResponse = /\bResponse \{/.test(start[0]);
    const reading = isResponse ? readFetchResponse(value) : readAxiosError(value);
    if (!reading) {
      misses++;
      continue;
    }
    yield reading;
    starts.lastIndex = Math.max(end, start.index + 1);
  }
}

/** Where the object begins: on the line itself, or after the stack below it. */
function openingBrace(text: string, start: number): number | undefined {
  for (let at = start; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(at, end);
    if (at !== start && !/^\s{1,40}at /.test(line)) return undefined;
    const brace = /\{\s*$/.exec(line.slice(-200)) ? line.lastIndexOf('{') : at === start ? line.indexOf('{') : -1;
    if (0 <= brace) return at + brace;
    at = end + 1;
  }
  return undefined;
}

/** The same request is named by several lines: the console's own, and that of the script. */
function readLines(text: string): (ClientReading | NonNullable<ReturnType<typeof readErrorLine>>)[] {
  // Firefox breaks a line before the URL and before the answer.
  const broken = text.includes('://') || text.includes('[HTTP/');
  const joined = broken ? text.replace(/\r?\n(?=\s{0,10}(?:https?:\/\/|\[HTTP\/))/g, ' ') : text;
  const readings = joined
    .split(/[\r\n]+/)
    .flatMap((line) => (line.length < longestLine ? (readErrorLine(line) ?? []) : []));
  const named = readings.filter((it) => !it.exchange.requestNotShown);
  if (named.length !== 0) return named;
  // Of lines that name no request, the last stands for all with its status.
  const last = new Map(readings.map((it) => [it.exchange.response.status, it]));
  return readings.filter((it) => last.get(it.exchange.response.status) === it);
}
