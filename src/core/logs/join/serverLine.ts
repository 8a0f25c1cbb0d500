import type { Text } from '../../text.ts';
import type { LogRecord } from '../logRecord.ts';

/** A record that belongs to an exchange. */
export interface ServerLine {
  readonly record: LogRecord;
  /** `certain`: an id of the request stands in it. `likely`: all that it tells fits, and nothing else does. `possible`: others fit too. */
  readonly sure: 'certain' | 'likely' | 'possible';
  /** What it has in common with the exchange: a clause without its full stop. */
  readonly why: Text;
}

/** Ranks of sureness, least first. */
export const sureness = ['possible', 'likely', 'certain'] as const;
