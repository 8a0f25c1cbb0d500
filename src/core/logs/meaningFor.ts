import type { CauseId } from '../causeIds.ts';
import type { Exchange } from '../exchange.ts';
import { explain } from '../explain.ts';
import type { Text } from '../text.ts';
import type { LogReasons } from './logReason.ts';

/** What a log tells of one exchange. */
export interface LogMeaning {
  readonly cause: CauseId;
  /** A whole sentence. */
  readonly says: Text;
}

/**
 * What the reasons in a log mean for the exchange that they are of: what was sent may tell more than the log's words, such
 * as another scheme where the log only says that no password came. `now` as for explain.
 */
export function meaningFor(exchange: Exchange, reasons: LogReasons, now: number): LogMeaning {
  const { best } = reasons;
  const found = explain(exchange, now, { log: reasons }).findings.find((it) =>
    it.evidence.some(({ place }) => place.in === 'log'),
  );
  return found && found.id !== best.cause
    ? { cause: found.id, says: found.summary }
    : { cause: best.cause, says: best.shows };
}
