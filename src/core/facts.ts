import type { Exchange } from './exchange.ts';

/** Everything readable in an exchange, read once. Causes look at this and at nothing else. */
export interface Facts {
  readonly exchange: Exchange;
  readonly status: number;
  /** Seconds since the epoch: when the request was sent, by our clock. */
  readonly sentAt: number;
}

/** Reads an exchange. `now` (milliseconds since the epoch) stands in where the exchange doesn't tell when it was sent. */
export function readFacts(exchange: Exchange, now: number): Facts {
  return { exchange, status: exchange.response.status, sentAt: Math.floor((exchange.sentAt ?? now) / 1000) };
}
