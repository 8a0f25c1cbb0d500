import type { Span } from '../http/httpFile.ts';

/** One thing that was expected of an answer, and whether it holds. */
export interface TestResult {
  /** A `?? …` line, a `client.test` of a handler, or a script that failed as a whole. */
  readonly of: 'assertion' | 'test' | 'script';
  /** `status == 200`, the name given to `client.test`, `The response handler`. */
  readonly name: string;
  readonly passed: boolean;
  /** Why it failed; absent where it passed. */
  readonly message?: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Where in the file: the assertion's line, the script or the line in it. */
  readonly span?: Span;
  /** The request it belongs to, where that ran first for another one, and the file where that is another. */
  readonly request?: string;
  readonly path?: string;
}
