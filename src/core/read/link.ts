import { withinBounds } from '../bounds.ts';
import { type Body, type Dropped, type Exchange, fieldValue } from '../exchange.ts';

/** How much of a long log one exchange carries along: enough for a login and its redirects, and linear in the log. */
export const mostEarlier = 50;
/** Browsers load other things between a redirect and what follows it. */
const lookBack = 10;
/** Answers that hand out a credential are short; of longer ones nothing is looked for later. */
const longestBody = 100_000;

/** Gives each exchange of a log what came before it: the whole list at once. */
export function linkExchanges(exchanges: readonly Exchange[]): Exchange[] {
  const linker = new Linker();
  return exchanges.map((it) => linker.link(it));
}

/**
 * Gives each exchange of a log, in order, what came before it, why it followed where that shows, and which credentials
 * the sender left out on the way. What came before is carried without its own past and without long bodies, so that
 * a log of any length takes no more than its window.
 */
export class Linker {
  #before: readonly Exchange[] = [];

  link(exchange: Exchange): Exchange {
    const linked = linkTo(this.#before, withinBounds(exchange));
    const before = this.#before.slice(1 - mostEarlier);
    before.push(asPast(linked));
    this.#before = before;
    return linked;
  }
}

function linkTo(before: readonly Exchange[], exchange: Exchange): Exchange {
  const cause = findCause(exchange, before);
  if (!cause) return { ...exchange, earlier: before };
  // What it followed stands last, whatever was loaded meanwhile.
  const earlier = [...before.filter((it) => it !== cause.exchange), cause.exchange];
  return { ...exchange, earlier, follows: cause.follows, dropped: droppedSince(cause.exchange, exchange) };
}

function asPast(exchange: Exchange): Exchange {
  const body = exchange.response.body && shortened(exchange.response.body);
  return { ...exchange, earlier: [], ...(body ? { response: { ...exchange.response, body } } : {}) };
}

function shortened(body: Body): Body | undefined {
  return longestBody < body.text.length ? { ...body, text: '', cut: true } : undefined;
}

interface Predecessor {
  readonly exchange: Exchange;
  readonly follows: 'redirect' | 'challenge';
}

function findCause(exchange: Exchange, before: readonly Exchange[]): Predecessor | undefined {
  const last = before.at(-1);
  if (exchange.follows && last) return { exchange: last, follows: exchange.follows };
  for (const it of before.slice(-lookBack).toReversed()) {
    const { status, headers } = it.response;
    const location = 300 <= status && status < 400 ? fieldValue(headers, 'Location') : undefined;
    if (location !== undefined && resolveUrl(location, it.request.url) === withoutFragment(exchange.request.url)) {
      return { exchange: it, follows: 'redirect' };
    }
  }
  if (last && isAnswerToChallenge(last, exchange)) return { exchange: last, follows: 'challenge' };
  return undefined;
}

function isAnswerToChallenge(before: Exchange, exchange: Exchange): boolean {
  const { request, response } = before;
  const field = { 401: 'Authorization', 407: 'Proxy-Authorization' }[response.status];
  if (field === undefined || request.url !== exchange.request.url || request.method !== exchange.request.method)
    return false;
  const credentials = fieldValue(exchange.request.headers, field);
  return credentials !== undefined && credentials !== fieldValue(request.headers, field);
}

function droppedSince(before: Exchange, exchange: Exchange): Dropped[] {
  const from = originOf(before.request.url);
  const to = originOf(exchange.request.url);
  if (from === undefined || to === undefined || from === to) return [];
  const why = from.startsWith('https:') && to.startsWith('http:') ? 'downgrade' : 'cross-origin';
  return ['Authorization', 'Cookie']
    .filter((it) => fieldValue(before.request.headers, it) !== undefined)
    .filter((it) => fieldValue(exchange.request.headers, it) === undefined)
    .map((header) => ({ header, why, from, to }));
}

function resolveUrl(reference: string, base: string): string | undefined {
  return URL.canParse(reference, base) ? withoutFragment(new URL(reference, base).href) : undefined;
}

function withoutFragment(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  parsed.hash = '';
  return parsed.href;
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
