import type { CauseId } from '../causeIds.ts';
import type { Exchange } from '../exchange.ts';
import type { Text } from '../text.ts';

/** One thing that is changed in a request that was refused. */
export type Change =
  /** The request as it was: whether its answer stays the same. */
  | { readonly change: 'nothing' }
  | { readonly change: 'no-credentials' }
  /** A credential of the same shape that nobody issued. */
  | { readonly change: 'garbage-token' }
  /** The same claims, the signature of another key. */
  | { readonly change: 'wrong-signature' }
  | { readonly change: 'scheme'; readonly to: string }
  | { readonly change: 'user'; readonly to: string }
  | { readonly change: 'no-cookie' }
  /** The first request of a chain, and nothing of where it leads. */
  | { readonly change: 'no-redirect' }
  | { readonly change: 'origin'; readonly to: string | undefined }
  | { readonly change: 'accept'; readonly to: string }
  | { readonly change: 'trailing-slash' }
  | { readonly change: 'https' };

/** A request to be sent to learn something: shown before it goes. */
export interface Experiment {
  readonly change: Change;
  /** `Send it without credentials`: imperative, says the effect. */
  readonly title: Text;
  /** What either answer would show, in a sentence. */
  readonly tells: Text;
  /** The causes that it can tell apart. */
  readonly about: readonly CauseId[];
}

/** What came of an experiment. */
export interface Finding {
  readonly experiment: Experiment;
  readonly exchange?: Exchange;
  /** Why nothing came back. */
  readonly failed?: string;
}

/** More requests than these are never sent to prove one thing, those that check the answers included. */
export const mostExperiments = 8;

/** Whether it repeats the request as it was. */
export function repeats({ change }: Experiment): boolean {
  return change.change === 'nothing' || change.change === 'no-redirect';
}

/** Whether two changes are the same one. */
export function isSame(a: Change, b: Change): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
