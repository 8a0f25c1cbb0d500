import type { Exchange } from '../exchange.ts';
import { readCurl } from './curl.ts';
import { readHar } from './har.ts';
import { readRaw } from './raw.ts';

export interface Reading {
  readonly format: 'har' | 'curl' | 'raw' | 'none';
  /** In the order of the text; each knows what came before it. */
  readonly exchanges: readonly Exchange[];
  /** What was left out, what is missing, or why nothing could be read: one sentence each. */
  readonly problems: readonly string[];
}

/** Reads a HAR, what `curl -v` or `-i` printed, or raw HTTP messages: tells by the text which it is. */
export function readExchanges(text: string): Reading {
  const content = withoutStyling(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  if (content.trim() === '') return { format: 'none', exchanges: [], problems: ['There is nothing in it.'] };
  if (/^\s*[{[]/.test(content)) return readJson(content);
  const asCurl =
    /^< ?HTTP\/\d/m.test(content) || /^[ \t]*(?:[$%#>❯][ \t]+)?curl(?:\.exe)?\s/m.test(content.slice(0, 10_000));
  const { exchanges, problems } = asCurl ? readCurl(content) : readRaw(content);
  if (exchanges.length === 0)
    return { format: 'none', exchanges, problems: problems.length === 0 ? [notFound] : problems };
  return { format: asCurl ? 'curl' : 'raw', exchanges, problems };
}

const notFound =
  'This is neither a HAR, nor the output of curl -v, nor an HTTP message: no line in it looks like "HTTP/1.1 401 Unauthorized".';

function readJson(content: string): Reading {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    return {
      format: 'none',
      exchanges: [],
      problems: [`This begins as JSON and is none as a whole: ${whereIn(reason, content)}.`],
    };
  }
  const reading = readHar(json);
  if (!reading)
    return { format: 'none', exchanges: [], problems: ['This is JSON, but no HAR: it has no log.entries.'] };
  return { format: 'har', ...reading };
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
