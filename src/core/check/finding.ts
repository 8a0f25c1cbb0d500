import type { RequestEdit } from '../cause.ts';
import type { CauseId } from '../causeIds.ts';
import type { Certainty } from '../certainty.ts';
import type { Span } from '../http/httpFile.ts';
import type { Text } from '../text.ts';

/** What a check speaks of. An id is a contract: printed, tested. */
export type CheckCode =
  | 'unresolved-variable'
  | 'credential-empty'
  | 'credential-placeholder'
  | 'credential-malformed'
  | 'credential-over-http'
  | 'scheme-missing'
  | 'scheme-doubled'
  | 'scheme-not-accepted'
  | 'basic-without-colon'
  | 'key-in-query'
  | 'token-expired'
  | 'token-expires-soon'
  | 'token-not-yet-valid'
  | 'token-wrong-audience'
  | 'token-wrong-issuer'
  | 'token-wrong-type'
  | 'token-unsigned'
  | 'token-key-unknown'
  | 'token-secret-weak'
  | 'token-lifetime-long'
  | 'user-unknown'
  | 'secret-in-repository'
  | 'expectation-unreadable'
  | 'expectation-twice'
  | 'expectation-unknown-user';

/** `error`: it will be refused, or cannot be sent. `warning`: it probably will be, a secret lies open, or a line means nothing. */
export type CheckSeverity = 'error' | 'warning' | 'information' | 'hint';

/** Something that will be refused, or ought to be otherwise, seen before anything is sent. */
export interface CheckFinding {
  readonly code: CheckCode;
  /** Where it stands in the file. */
  readonly span: Span;
  readonly severity: CheckSeverity;
  readonly certainty: Certainty;
  /** One or two sentences with the actual values. */
  readonly message: Text;
  /** The reason that the refusal will have. */
  readonly cause?: CauseId;
  readonly fix?: CheckFix;
}

/** What puts it right. Data: a shell carries it out. */
export type CheckFix =
  | { readonly kind: 'edit'; readonly title: Text; readonly edit: RequestEdit }
  /** The text at the finding's span goes into the private environment file under a name like this one. */
  | { readonly kind: 'move-secret'; readonly title: Text; readonly name: string };

/** Whether something of this is probably refused, or worse: what the exit code of the command line says. */
export function isSerious({ severity }: CheckFinding): boolean {
  return severity === 'error' || severity === 'warning';
}
