import type { Exchange } from '../../exchange.ts';
import type { LogRecord } from '../logRecord.ts';
import { accessLines } from './accessLines.ts';
import { applicationLines } from './applicationLines.ts';
import { errorLines, type ReasonOf } from './errorLines.ts';
import type { ServerLine } from './serverLine.ts';
import { type Wanted, wantedOf } from './wanted.ts';

/** The records of a server's logs that belong to one exchange; each list with the surest first. */
export interface LinesFor {
  readonly access: readonly ServerLine[];
  readonly error: readonly ServerLine[];
  readonly application: readonly ServerLine[];
}

/**
 * Finds what a server wrote about an exchange among records of its logs, in whatever order. A record that may as well be
 * another request's is left out: a wrong line is worse than none. `reasonOf` tells which lines give a reason; these go first.
 */
export function linesFor(exchange: Exchange, records: readonly LogRecord[], reasonOf: ReasonOf): LinesFor {
  return linesForWanted(wantedOf(exchange), records, reasonOf);
}

/** The same for what is known of an exchange. */
export function linesForWanted(wanted: Wanted, records: readonly LogRecord[], reasonOf: ReasonOf): LinesFor {
  const access = accessLines(wanted, records).slice(0, most);
  return {
    access,
    error: errorLines(wanted, access, records, reasonOf).slice(0, most),
    application: applicationLines(wanted, access, records, reasonOf).slice(0, most),
  };
}

const most = 5;

/** All of them, the surest of each kind first: access, error, application, and then what else belongs. */
export function inOrder({ access, error, application }: LinesFor): readonly ServerLine[] {
  const lists = [access, error, application];
  return [...lists.flatMap((it) => it.slice(0, 1)), ...lists.flatMap((it) => it.slice(1))];
}
