import type { Exchange } from '../../core/exchange.ts';
import type { Ending, Obtained } from './obtained.ts';

/** Carries the end of a flow from where it is known to where it becomes an outcome. */
export class Ended extends Error {
  readonly ending: Ending;

  constructor(ending: Ending) {
    super(ending.kind);
    this.name = 'Ended';
    this.ending = ending;
  }
}

type FailureCodes = Extract<Obtained, { readonly kind: 'failed' }>['code'];

/** No answer, or one that is none of OAuth's. */
export function failed(code: FailureCodes, message: string, exchange?: Exchange): Ended {
  return new Ended({ kind: 'failed', code, message, ...(exchange ? { exchange } : {}) });
}

/** Something in the configuration keeps the request from being made. */
export function notConfigured(message: string): Ended {
  return failed('not-configured', message);
}

/** The authorization server said no. */
export function refused(exchange: Exchange): Ended {
  return new Ended({ kind: 'refused', exchange });
}

/** The person, or the signal, ended it. */
export function cancelled(): Ended {
  return new Ended({ kind: 'cancelled' });
}
