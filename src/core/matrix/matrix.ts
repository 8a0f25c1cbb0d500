import type { CauseId } from '../causeIds.ts';
import type { Exchange } from '../exchange.ts';
import type { Report } from '../report.ts';
import type { TestResult } from '../scripts/testResult.ts';
import type { Text } from '../text.ts';
import type { Expectation, Want } from './expectation.ts';

/** A request of the matrix: a row. */
export interface MatrixRow {
  /** Absolute path of its file. */
  readonly path: string;
  /** As `http/requestId.ts` has it: stable while its name, or method and target, stand. */
  readonly id: string;
  /** 0-based line of the request line. */
  readonly line: number;
  readonly name: string;
  readonly method: string;
  /** The target as written, secrets masked. */
  readonly target: string;
  readonly expectations: readonly Expectation[];
  /** Sent by itself: GET, HEAD, OPTIONS, or marked with `# @matrix`. */
  readonly safe: boolean;
}

/** A user of the matrix: a column. */
export interface MatrixUser {
  readonly name: string;
  /**
   * `not-proof`: its credential is expired, or rejected everywhere, so that its refusals say nothing of the rules.
   * `unknown`: it came without one, and was refused.
   */
  readonly state: 'good' | 'not-proof' | 'unknown';
  /** Why, in one sentence, and what can be done. */
  readonly because?: Text;
  /** A session or login of its own can be renewed. */
  readonly renewable?: boolean;
}

/** What one user got for one request. */
export type CellOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly ms: number;
      /** Held in memory only: full of secrets. */
      readonly exchange: Exchange;
      /** For refusals; worked out when it is first read. */
      readonly report?: Report | undefined;
      readonly cause?: CauseId | undefined;
      /** What its scripts and assertions came to; absent where there are none. */
      readonly tests?: readonly TestResult[];
    }
  | {
      readonly kind: 'not-sent';
      readonly why: 'unsafe' | 'rate-limited' | 'cancelled' | 'unsendable';
      readonly message: string;
    }
  | { readonly kind: 'failed'; readonly message: string };

/** How an outcome stands to what was wanted, most pressing first. */
export type CellVerdict =
  /** Refused was wanted, and it was let in. */
  | 'opened'
  /** Let in was wanted, and it was refused. */
  | 'closed'
  /** Another status: 404 where 403 was wanted, 500 where 200 was. */
  | 'other'
  /** Not let in, and its user is not proof: nothing is known of the rule. */
  | 'not-proof'
  | 'met'
  /** Nothing is wanted here. */
  | 'open-question'
  /** Not sent, or no answer came. */
  | 'not-sent';

export interface Cell {
  /** Indices into `rows` and `users`. */
  readonly row: number;
  readonly user: number;
  readonly outcome: CellOutcome;
  readonly want?: Want;
  readonly verdict: CellVerdict;
  /** `401 where 403 is meant`, `the same body as admin`: short sentences. */
  readonly notes: readonly Text[];
  /** The status of the run before, where it was another one. */
  readonly before?: number;
}

export interface Matrix {
  readonly environment?: string;
  readonly rows: readonly MatrixRow[];
  readonly users: readonly MatrixUser[];
  /** Row by row, user by user; every pair is there. */
  readonly cells: readonly Cell[];
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly ms: number;
}
