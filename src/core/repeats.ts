import type { Exchange } from './exchange.ts';
import { mostEarlier } from './read/link.ts';

/**
 * Counts how often an exchange of a log is the same as the one before it. Once all that is carried along as context is
 * the same too, nothing about it can differ from the one before: its report is the same.
 */
export class Repeats {
  #last: Exchange | undefined;
  #run = 0;

  /** To be asked for each exchange, in order. */
  tellsNothingNew(exchange: Exchange): boolean {
    this.#run = this.#last && isSame(this.#last, exchange) ? this.#run + 1 : 0;
    this.#last = exchange;
    return mostEarlier < this.#run;
  }
}

/** `earlier` aside: what is carried along was compared when it came. Cheap members first, since most logs never repeat. */
function isSame(one: Exchange, other: Exchange): boolean {
  return (
    one.response.status === other.response.status &&
    one.request.url === other.request.url &&
    one.sentAt === other.sentAt &&
    isSameData(one.request, other.request) &&
    isSameData(one.response, other.response) &&
    isSameData({ ...one, ...apart }, { ...other, ...apart })
  );
}

const apart = { request: undefined, response: undefined, earlier: undefined };

/** Exchanges are plain data of few levels. */
function isSameData(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other)) return false;
  let members = 0;
  for (const name in one) {
    members++;
    if (!isSameData(one[name], other[name])) return false;
  }
  for (const _ in other) members--;
  return members === 0;
}

function isObject(it: unknown): it is Readonly<Record<string, unknown>> {
  return typeof it === 'object' && it !== null;
}
