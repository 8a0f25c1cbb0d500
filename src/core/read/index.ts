import type { Exchange } from '../exchange.ts';
import { readAxiosError } from './clientError.ts';
import { readCurl } from './curl.ts';
import { readErrors, readFailure } from './errors.ts';
import { readHar } from './har.ts';
import { Linker, linkExchanges } from './link.ts';
import { plural } from './plural.ts';
import { readRaw } from './raw.ts';
import type { Ending, Step } from './step.ts';

export interface Reading extends Ending {
  /** In the order of the text; each knows what came before it. */
  readonly exchanges: readonly Exchange[];
}

/**
 * Reads a HAR, what `curl -v` or `-i` printed, raw HTTP messages, or an error that a client printed: tells by the text
 * which it is.
 */
export function readExchanges(text: string): Reading {
  const steps = readStepwise(text);
  const exchanges: Exchange[] = [];
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { ...value, exchanges };
    if (value.exchange) exchanges.push(value.exchange);
  }
}

/** The same an entry at a time, for whoever must stop in between or keep but a few: each knows what came before it. */
export function* readStepwise(text: string): Generator<Step, Ending, void> {
  const steps = begin(text);
  if (!('next' in steps)) {
    const { exchanges, ...ending } = steps;
    const of = exchanges.length;
    for (const [at, exchange] of exchanges.entries()) yield { exchange, at, done: at + 1, of };
    return ending;
  }
  const linker = new Linker();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    yield value.exchange ? { ...value, exchange: linker.link(value.exchange) } : value;
  }
}

/** Either all that a text holds, or the steps in which it is read. */
function begin(text: string): Reading | Generator<Step, Ending, void> {
  const content = withoutStyling(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  if (!/\S/.test(content)) return none('nothing', ['There is nothing in it.']);
  if (/^\s*[{[]/.test(content)) return readJson(content);
  const verbose = /^< ?HTTP\/\d/m.test(content);
  const asCurl = verbose || /^[ \t]*(?:[$%#>❯][ \t]+)?curl(?:\.exe)?\s/m.test(content.slice(0, 10_000));
  const { exchanges, problems } = asCurl ? readCurl(content) : readRaw(content);
  if (exchanges.length === 0) return readOther(content, asCurl, problems);
  if (asCurl) return { format: 'curl', saw: verbose ? 'output of curl -v' : 'output of curl -i', exchanges, problems };
  const messages = `HTTP messages, ${plural(exchanges.length, 'answer', 'answers')}`;
  return { format: 'raw', saw: exchanges.length === 1 ? 'an HTTP message' : messages, exchanges, problems };
}

/** What is neither a message nor the output of curl: an error that a client printed, or what to paste instead. */
function readOther(content: string, asCurl: boolean, problems: readonly string[]): Reading {
  const errors = readErrors(content);
  if (errors) return { format: 'error', ...errors };
  if (asCurl && problems.length === 0)
    return none('a curl command without its answer', [
      'This is a curl command without its answer: run it with -v, and take what it prints.',
    ]);
  const failure = readFailure(content);
  if (failure !== undefined)
    return none('an error without an answer', [
      `This error (${failure}) came without an answer that a script may see. The Network panel of the browser shows whether there was one: export it as a HAR.`,
    ]);
  if (/^ {0,4}"Request Headers": \{/m.test(content))
    return none("a log of Postman's console", [
      "This is a log of Postman's console, which is copied without the status of the answer. curl -v prints it (in Postman: Code, cURL).",
    ]);
  return none('text without an HTTP message', problems.length === 0 ? [notFound] : problems);
}

function none(saw: string, problems: readonly string[]): Reading {
  return { format: 'none', saw, exchanges: [], problems };
}

const notFound =
  'This is neither a HAR, nor the output of curl -v, nor an HTTP message, nor an error of fetch or axios: no line in it looks like "HTTP/1.1 401 Unauthorized".';

function readJson(content: string): Reading | Generator<Step, Ending, void> {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    // A console prints objects nearly as JSON.
    const errors = readErrors(content);
    if (errors) return { format: 'error', ...errors };
    const reason = error instanceof Error ? error.message : '';
    return none('broken JSON', [`This begins as JSON and is none as a whole: ${whereIn(reason, content)}.`]);
  }
  const har = readHar(json);
  if (har) return har;
  const error = readAxiosError(json);
  if (error) return { format: 'error', saw: error.saw, exchanges: linkExchanges([error.exchange]), problems: [] };
  return none('JSON that is no HAR', ['This is JSON, but no HAR: it has no log.entries.']);
}

/** The place of a JSON error, without the text around it, which may be a secret. */
function whereIn(reason: string, content: string): string {
  const position = Number(/at position (\d+)/.exec(reason)?.[1] ?? Number.NaN);
  if (Number.isNaN(position)) {
    return /end of (?:JSON|data)|unterminated/i.test(reason)
      ? 'it ends too early'
      : 'a character stands where JSON has none';
  }
  const before = content.slice(0, position);
  const line = before.split('\n').length;
  return `something else stands at line ${line}, column ${position - before.lastIndexOf('\n')}`;
}

/** Colors and links of a terminal, as copied from a screen recording or a log of CI. */
function withoutStyling(text: string): string {
  if (!text.includes('\u001b')) return text;
  return text
    .replace(/\u001b\[[0-9;]{0,20}m/g, '')
    .replace(/\u001b\]8;[^\u0007\u001b]{0,2000}(?:\u0007|\u001b\\)/g, '');
}
