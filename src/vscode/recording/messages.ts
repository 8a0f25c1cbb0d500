import type { CauseId } from '../../core/causeIds.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { SignSource } from '../signPlaces.ts';

/** What the extension and the thread that reads a long text say to each other. */
export interface ThreadInput {
  readonly content: string | Uint8Array;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The files of one's own rules, as they stand: what is read from them cannot go over. */
  readonly rules: readonly SignSource[];
}

export type FromThread =
  | { readonly type: 'progress'; readonly done: number; readonly of: number; readonly refusals: number }
  | { readonly type: 'read'; readonly read: Read }
  | { readonly type: 'exchange'; readonly entry: number; readonly exchange: Exchange };

export interface ToThread {
  readonly type: 'exchange';
  readonly entry: number;
}

/** What a text holds, without its exchanges: those stay in the thread until one is asked for. */
export interface Read {
  /** What it was taken for: `HAR of Chrome, 214 entries`. */
  readonly saw: string;
  readonly problems: readonly string[];
  /** Exchanges with an answer. */
  readonly count: number;
  readonly refusals: readonly RefusalRow[];
  /** The last exchange, for a text that holds no refusal. */
  readonly last?: number;
}

/** A refusal in one line, redacted. */
export interface RefusalRow {
  /** Its index in the text, 0-based. */
  readonly entry: number;
  readonly status: number;
  readonly method: string;
  readonly host?: string;
  /** With the query; the whole URL where it has no host. */
  readonly path: string;
  readonly cause: CauseId;
  readonly title: string;
}
