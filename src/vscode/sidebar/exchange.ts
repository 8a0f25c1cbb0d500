import type { Body, Dropped, Exchange, HeaderField, Timings } from '../../core/exchange.ts';
import { secretsOf } from '../../core/knownSecrets.ts';
import { isSecretField, maskAll, maskField, maskUrl } from '../../core/mask.ts';
import { indentJson } from '../../core/print/indentJson.ts';
import type { Secret } from '../../core/secret.ts';
import type { BodyView, ExchangeView, HeaderView, HopView } from '../../sidebar/protocol.ts';

/** More would make the panel slow, and nobody reads it there. In UTF-16 units. */
const longestBody = 60_000;
const mostHops = 50;

/**
 * An exchange as the sidebar's tabs show it: everything secret masked, with what the sender knows to be secret.
 * @param longest of a body, in UTF-16 units
 */
export function exchangeView(
  exchange: Exchange,
  known: readonly Secret[] = [],
  longest: number = longestBody,
): ExchangeView {
  const { request, response } = exchange;
  const secrets = secretsOf(exchange, known);
  const masked = (value: string) => maskAll(value, secrets);
  const requestBody = bodyView(request.body, masked, longest);
  const responseBody = bodyView(response.body, masked, longest);
  return {
    requestLine: masked(`${request.method} ${maskUrl(request.url, secrets)} ${request.httpVersion}`.trim()),
    statusLine: masked(`${response.httpVersion} ${response.status} ${response.statusText}`.trim()),
    requestHeaders: exchange.requestNotShown ? [] : request.headers.map((it) => headerView(it, secrets)),
    responseHeaders: response.headers.map((it) => headerView(it, secrets)),
    ...(requestBody ? { requestBody } : {}),
    ...(responseBody ? { responseBody } : {}),
    hops: hopsOf(exchange, masked),
    timings: exchange.timings ? phases(exchange.timings) : [],
  };
}

/** The body as it is laid out in the panel, in clear: for Reveal. */
export function bodyInClear(body: Body, longest: number = longestBody): string {
  const start = body.text.slice(0, longest);
  return (start.length === body.text.length ? indentJson(start) : undefined) ?? start;
}

function headerView({ name, value }: HeaderField, secrets: readonly string[]): HeaderView {
  const shown = maskAll(maskField(name, value, secrets), secrets);
  return { name, value: shown, secret: shown !== value || isSecretField(name) };
}

function bodyView(body: Body | undefined, masked: (value: string) => string, longest: number): BodyView | undefined {
  if (!body || (body.text === '' && body.size <= 0)) return undefined;
  const clear = bodyInClear(body, longest);
  const text = masked(clear);
  const size = 0 <= body.size ? sizeOf(body.size) : '';
  return {
    text: text === '' ? '(binary)' : text,
    about: [size, body.mimeType].filter((it) => it !== '').join(', '),
    cut: body.cut === true || longest < body.text.length,
    secret: text !== clear,
  };
}

function sizeOf(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Redirects and authentication rounds; entries of a log that merely came before are no hops of this request. */
function hopsOf(exchange: Exchange, masked: (value: string) => string): HopView[] {
  const chain: Exchange[] = [exchange];
  for (let at = exchange.earlier.length - 1, after = exchange; 0 <= at && after.follows; at--) {
    const before = exchange.earlier[at];
    if (!before) break;
    chain.unshift(before);
    after = before;
  }
  const skipped = exchange.earlier.length + 1 - chain.length;
  return chain.slice(-mostHops).map((it, index, all) => {
    const next = all[index + 1];
    const why =
      next?.follows === 'redirect' ? 'redirected' : next?.follows === 'challenge' ? 'asked for credentials' : undefined;
    return {
      entry: skipped + Math.max(0, chain.length - mostHops) + index,
      method: it.request.method,
      url: masked(maskUrl(it.request.url)),
      status: it.response.status,
      ...(why === undefined ? {} : { why }),
      dropped: (next?.dropped ?? []).map(droppedWords),
    };
  });
}

function droppedWords({ header, why, from, to }: Dropped): string {
  switch (why) {
    case 'cross-origin':
      return `${header} was left out: ${to} is another origin than ${from}.`;
    case 'downgrade':
      return `${header} was left out: ${to} is not encrypted.`;
    case 'method-changed':
      return `${header} was left out: the redirect made it a GET.`;
    case 'body-dropped':
      return `${header} was left out with the body.`;
  }
}

/** One after the other; what is left of the total is the reading of the body. */
function phases({ dns, connect, tls, firstByte, total }: Timings): ExchangeView['timings'] {
  const named = [
    ['DNS', dns],
    ['Connect', connect],
    ['TLS', tls],
    ['Waiting', firstByte],
  ] as const;
  const found: { phase: string; start: number; ms: number }[] = [];
  let start = 0;
  for (const [phase, ms] of named) {
    if (ms === undefined) continue;
    found.push({ phase, start, ms });
    start += ms;
  }
  if (firstByte !== undefined && start < total) found.push({ phase: 'Reading', start, ms: total - start });
  found.push({ phase: 'Total', start: 0, ms: total });
  return found;
}
