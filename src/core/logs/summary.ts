import type { CauseId } from '../causeIds.ts';
import { type Count, countBy } from '../tally.ts';
import type { Text } from '../text.ts';
import { burstsIn } from './bursts.ts';
import { pathOf, userOf } from './caller.ts';
import type { LogRecord } from './logRecord.ts';
import type { ServerRefusal } from './serverRefusal.ts';

/** The picture of the refusals in logs. */
export interface LogSummary {
  readonly count: number;
  readonly causes: readonly Count<CauseId>[];
  readonly addresses: readonly Count<string>[];
  /** Method and path, without the query. */
  readonly paths: readonly Count<string>[];
  readonly users: readonly Count<string>[];
  readonly statuses: readonly Count<number>[];
  readonly hour: RefusalsByMinute;
  /** What the refusals together look like: whole sentences. */
  readonly bursts: readonly Text[];
}

/** Refusals in each of sixty minutes. */
export interface RefusalsByMinute {
  /** End of the last minute, milliseconds since the epoch. */
  readonly end: number;
  /** Oldest first. */
  readonly counts: readonly number[];
}

/**
 * Counts refusals. `now`: milliseconds since the epoch; where nothing was refused in the hour before it, the picture is of
 * the hour that ends with the newest refusal. `answered`: other answers of the same logs.
 */
export function summarize(refusals: readonly ServerRefusal[], answered: readonly LogRecord[], now: number): LogSummary {
  const present = <T>(it: T | undefined): it is T => it !== undefined;
  return {
    count: refusals.length,
    causes: countBy(refusals, (it) => it.cause),
    addresses: countBy(refusals.map((it) => it.record.address).filter(present), (it) => it),
    paths: countBy(refusals.map((it) => pathOf(it.record)).filter(present), (it) => it),
    users: countBy(refusals.map(userOf).filter(present), (it) => it),
    statuses: countBy(refusals.map((it) => it.record.status).filter(present), (it) => it),
    hour: byMinute(refusals, now),
    bursts: burstsIn(refusals, answered),
  };
}

const minute = 60_000;

function byMinute(refusals: readonly ServerRefusal[], now: number): RefusalsByMinute {
  const times = refusals.flatMap((it) => it.record.at ?? []);
  const newest = times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const recent = now - 60 * minute < newest && newest <= now + minute;
  const end = Math.ceil(((recent || !Number.isFinite(newest) ? now : newest) + 1) / minute) * minute;
  const counts = new Array<number>(60).fill(0);
  for (const at of times) {
    const index = 60 - Math.ceil((end - at) / minute);
    if (0 <= index && index < 60) counts[index] = (counts[index] ?? 0) + 1;
  }
  return { end, counts };
}
