import type { CauseId } from '../causeIds.ts';
import type { Text } from '../text.ts';
import type { Finding } from './experiment.ts';

/** What experiments showed: an argument of explaining, like what was found out about tokens. */
export interface ProofFacts {
  /** In the order in which they were sent; evidence points at them by index. */
  readonly findings: readonly Finding[];
  /** What each of them shows, by the same index. */
  readonly shown: readonly Shown[];
  /** Why nothing follows from them: the answers change by themselves, or contradict each other. */
  readonly doubt?: Text;
  readonly proven?: Proven;
  readonly excluded: readonly Excluded[];
}

export interface Shown {
  readonly answer: Answer;
  /** A whole sentence. */
  readonly says: Text;
}

/** How an answer stands to the refusal. */
export type Answer =
  | 'passed'
  | 'same'
  /** The status alone can be compared, since the text is another one each time. */
  | 'same-status'
  | 'other-words'
  | 'other-status'
  | 'nothing';

/** What was shown to be the reason. Which cause that is depends on what else is known. */
export interface Proven {
  readonly what:
    | 'path'
    | 'plain-http'
    | 'origin'
    | 'accept'
    | 'scheme'
    | 'cookie'
    /** There was no credential, and with one it passes. */
    | 'missing'
    /** The credential counts as one that nobody has. */
    | 'credential'
    /** The server knows the caller, and another one may. */
    | 'rights'
    /** The server says so of signatures that are surely wrong as well, and of nothing else. */
    | 'signature';
  readonly index: number;
  /** A whole sentence. */
  readonly because: Text;
  /** What was put in the place of what is refused: a scheme word, an Accept. */
  readonly instead?: string;
  /** The other caller, who passed. */
  readonly user?: string;
}

export interface Excluded {
  readonly cause: CauseId;
  readonly index: number;
  /** A whole sentence. */
  readonly because: Text;
}
