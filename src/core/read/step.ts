import type { Exchange } from '../exchange.ts';

/** One entry of a long log was read. */
export interface Step {
  /** Not yet linked to what came before it. Undefined for an entry that is left out. */
  readonly exchange?: Exchange;
  /** Its index in the file, 0-based: among the entries of a HAR, or among the messages of a text. */
  readonly at: number;
  /** Entries read so far, of how many. */
  readonly done: number;
  readonly of: number;
}

/** What is known of a text when all of it was read. */
export interface Ending {
  readonly format: 'har' | 'curl' | 'raw' | 'error' | 'none';
  /** What it was taken for, as a person says it: `HAR of Chrome, 214 entries`, `output of curl -v`, `an axios error`. */
  readonly saw: string;
  /** What was left out, what is missing, or why nothing could be read: one sentence each. */
  readonly problems: readonly string[];
}
