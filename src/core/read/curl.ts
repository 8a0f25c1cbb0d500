import type { Exchange, HttpRequest } from '../exchange.ts';
import { readCurlCommand } from './curlCommand.ts';
import { linkExchanges } from './link.ts';
import { makeRequest, makeResponse, readHeaderLines, readRequestLine, readStatusLine } from './message.ts';
import { type RawReading, readRaw } from './raw.ts';

/**
 * Reads what `curl -v` prints: `>` lines sent, `<` lines received, `*` lines about the connection, the body between.
 * `curl -i` prints answers alone; the command line above it, when pasted too, tells the request.
 */
export function readCurl(text: string): RawReading {
  const lines = unmixLines(text);
  const command = readCurlCommand(lines);
  if (!lines.some((it) => /^< ?HTTP\//.test(it))) {
    const start = lines.findIndex((it) => readStatusLine(it));
    const reading = readRaw(lines.slice(Math.max(0, start)).join('\n'), command);
    return { ...reading, exchanges: reading.exchanges.map((it) => ({ ...it, source: 'curl' })) };
  }
  const reader = new Reader(command);
  for (const line of lines) reader.read(line);
  return reader.finish();
}

/** Lines in order; the state of a connection as its `*` lines tell it. */
class Reader {
  readonly #command: HttpRequest | undefined;
  readonly #exchanges: Exchange[] = [];
  #scheme = 'http';
  /** Where curl says that it goes next: a redirect or the second round of an authentication. */
  #next: string | undefined;
  #sent: string[] = [];
  #received: string[] = [];
  #body: string[] = [];
  #mode: 'between' | 'sending' | 'receiving' | 'body' = 'between';

  constructor(command: HttpRequest | undefined) {
    this.#command = command;
    if (command?.url.startsWith('https:')) this.#scheme = 'https';
  }

  read(line: string): void {
    const mark = line[0];
    if (mark === '>' && (line === '>' || line[1] === ' ')) {
      const content = line.slice(2);
      if (this.#mode !== 'sending' && readRequestLine(content)) this.#close();
      this.#mode = 'sending';
      this.#sent.push(content);
    } else if (
      mark === '<' &&
      (line === '<' || line[1] === ' ') &&
      (this.#mode !== 'body' || readStatusLine(line.slice(2)))
    ) {
      const content = line.slice(2);
      // An interim answer gives way to the one it announces.
      if (readStatusLine(content)) this.#received = [];
      this.#mode = content.trim() === '' ? 'body' : 'receiving';
      this.#received.push(content);
    } else if (mark === '*' && line[1] === ' ') this.#note(line.slice(2).trim());
    else if (this.#mode === 'body' && !isNoise(line)) this.#body.push(line);
  }

  finish(): RawReading {
    const unanswered = 0 < this.#sent.length && this.#received.length === 0;
    this.#close();
    return {
      exchanges: linkExchanges(this.#exchanges),
      problems: unanswered ? ['The last request in the output has no answer.'] : [],
    };
  }

  #note(note: string): void {
    const next = /^Issue another request to this URL: '([^']+)'/.exec(note)?.[1];
    if (next !== undefined) {
      this.#close();
      this.#next = next;
      this.#scheme = next.startsWith('https:') ? 'https' : 'http';
    } else if (/^(?:SSL connection using|TLSv1|ALPN|\[HTTP\/[23]\])/.test(note)) this.#scheme = 'https';
    else if (/^Connected to .* port 443\b/.test(note)) this.#scheme = 'https';
    else if (/^(?:Connection #\d+ to|Closing connection|shutting down connection)/i.test(note)) this.#mode = 'between';
  }

  #close(): void {
    const statusLine = readStatusLine(this.#received[0] ?? '');
    if (statusLine) {
      const request = this.#makeRequest();
      const body = this.#body.join('\n').trimEnd();
      this.#exchanges.push({
        request,
        response: makeResponse(statusLine, readHeaderLines(this.#received.slice(1)), body),
        earlier: [],
        ...this.#followed(request.url),
        dropped: [],
        source: 'curl',
      });
      this.#next = undefined;
    }
    this.#sent = [];
    this.#received = [];
    this.#body = [];
    this.#mode = 'between';
  }

  #makeRequest(): HttpRequest {
    const line = readRequestLine(this.#sent[0] ?? '');
    const fallback = this.#command ?? { method: 'GET', url: '', httpVersion: 'HTTP/1.1', headers: [] };
    if (!line) return fallback;
    const request = makeRequest(line, readHeaderLines(this.#sent.slice(1)), '', this.#scheme);
    const body = this.#exchanges.length === 0 ? this.#command?.body : undefined;
    return { ...request, url: this.#next ?? request.url, ...(body ? { body } : {}) };
  }

  #followed(url: string): { follows?: 'redirect' | 'challenge' } {
    const before = this.#exchanges.at(-1);
    if (!before || this.#next === undefined) return {};
    return {
      follows:
        before.request.url === url && before.response.status < 500 && 400 <= before.response.status
          ? 'challenge'
          : 'redirect',
    };
  }
}

/** Standard output and standard error in one terminal: a body without a line end runs into the next `*` line. */
function unmixLines(text: string): string[] {
  return text
    .replace(
      /([^\n])(\* (?:Connection #\d+ to|Closing connection|Issue another request|Ignoring the response-body|shutting down))/gi,
      '$1\n$2',
    )
    .split(/\r\n|\n|\r/);
}

/** curl's progress meter, and its notes on the bytes that went by. */
function isNoise(line: string): boolean {
  return (
    /^[{}] \[\d+ bytes data\]$/.test(line) ||
    /^\s*%\s+Total\b/.test(line) ||
    /^\s*Dload\s+Upload\b/.test(line) ||
    /--:--:--/.test(line)
  );
}
