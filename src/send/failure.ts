import type { FailureCode } from './outcome.ts';

/**
 * Carries a failure in plain words from where it is known to `send`, which turns it into an outcome.
 * It never holds a request's headers, body, path or query: only host and port.
 */
export class SendFailure extends Error {
  readonly failure: FailureCode;

  constructor(failure: FailureCode, message: string) {
    super(message);
    this.name = 'SendFailure';
    this.failure = failure;
  }
}
