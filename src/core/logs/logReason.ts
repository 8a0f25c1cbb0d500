import type { CauseId } from '../causeIds.ts';
import type { Certainty } from '../certainty.ts';
import type { Text } from '../text.ts';
import type { LogRecord } from './logRecord.ts';

/** What a server wrote about why it refused, and what that means. */
export interface LogReason {
  readonly record: LogRecord;
  readonly cause: CauseId;
  /** `stated`: the words say it. `likely`: they fit it. */
  readonly certainty: Extract<Certainty, 'stated' | 'likely'>;
  /** A whole sentence in our words with the actual values (the user, the path, the rule's number). */
  readonly shows: Text;
  /** What to do about it on the server, where the words tell: imperative. */
  readonly advice?: Text;
  /** The software whose words they are: `Apache httpd`. */
  readonly speaker: string;
  /** The words that tell it, as they stand in the record. Untrusted. */
  readonly words: string;
  /** Says that somebody was refused, while another record may say why. */
  readonly yields?: true;
  /** The page that documents the words. */
  readonly link?: string;
}

/** The reasons in the records of one request, the best one apart. */
export interface LogReasons {
  readonly best: LogReason;
  /** What else was there, in the order of the records. */
  readonly others: readonly LogReason[];
}
