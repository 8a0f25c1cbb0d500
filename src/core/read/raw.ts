import type { Exchange, HttpRequest } from '../exchange.ts';
import { linkExchanges } from './link.ts';
import { makeRequest, makeResponse, readHeaderLines, readRequestLine, readStatusLine } from './message.ts';

export interface RawReading {
  readonly exchanges: readonly Exchange[];
  readonly problems: readonly string[];
}

/**
 * Reads HTTP messages as text: request and response in turn, as `http --verbose`, proxies and documentation print them.
 * A response alone is an exchange whose request is not known.
 */
export function readRaw(text: string, firstRequest?: HttpRequest): RawReading {
  const exchanges: Exchange[] = [];
  const problems: string[] = [];
  let request = firstRequest;
  let unanswered = 0;
  for (const message of splitMessages(text)) {
    if ('request' in message) {
      if (request && request !== firstRequest) unanswered++;
      request = message.request;
      continue;
    }
    // Interim answers announce the real one.
    if (100 <= message.response.status && message.response.status < 200 && message.response.status !== 101) continue;
    exchanges.push({
      request: request ?? notShown,
      response: message.response,
      earlier: [],
      ...(request || exchanges.length === 0 ? {} : { follows: 'redirect' as const }),
      dropped: [],
      source: 'raw',
      ...(request ? {} : { requestNotShown: true as const }),
    });
    request = undefined;
  }
  if (request && request !== firstRequest) unanswered++;
  if (0 < unanswered)
    problems.push(`${unanswered} ${unanswered === 1 ? 'request has' : 'requests have'} no answer in the text.`);
  if (exchanges.some((it) => it.requestNotShown)) {
    problems.push('The text holds an answer without its request, so what was sent is not known. curl -v prints both.');
  }
  return { exchanges: linkExchanges(exchanges), problems };
}

const notShown: HttpRequest = { method: 'GET', url: '', httpVersion: 'HTTP/1.1', headers: [] };

type Message = { readonly request: HttpRequest } | { readonly response: Exchange['response'] };

/** A message begins with its start line and lasts until the next one. */
function splitMessages(text: string): Message[] {
  const lines = text.split(/\r\n|\n|\r/);
  const messages: Message[] = [];
  let i = 0;
  while (i < lines.length) {
    const line = lines[i] ?? '';
    const requestLine = readRequestLine(line);
    const statusLine = requestLine ? undefined : readStatusLine(line);
    i++;
    if (!requestLine && !statusLine) continue;
    const headersStart = i;
    while (i < lines.length && lines[i]?.trim() !== '') i++;
    const headers = readHeaderLines(lines.slice(headersStart, i));
    const bodyStart = i + 1;
    i++;
    while (i < lines.length && !isStartLine(lines[i] ?? '')) i++;
    // HTTPie adds the time it took.
    const body = lines
      .slice(bodyStart, i)
      .join('\n')
      .trimEnd()
      .replace(/\nElapsed time: [\d.]{1,20}m?s$/, '')
      .trimEnd();
    if (requestLine) messages.push({ request: makeRequest(requestLine, headers, body) });
    if (statusLine) messages.push({ response: makeResponse(statusLine, headers, body) });
  }
  return messages;
}

function isStartLine(line: string): boolean {
  return readStatusLine(line) !== undefined || readRequestLine(line) !== undefined;
}
