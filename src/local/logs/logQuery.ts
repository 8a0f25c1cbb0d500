import type { LogRecord } from '../../core/logs/logRecord.ts';
import type { Reading } from '../../core/logs/readLine.ts';
import { disorderMs, type TimeRange } from './timeRange.ts';

/** What is read of a log. */
export interface LogQuery extends TimeRange {
  readonly reading: Reading;
  /** Of a log of requests alone only the lines that hold this are read: a status. */
  readonly holds?: string;
  /** Bytes that are read at most, from where the time begins; without a time, from the end backward. */
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

export interface LogPart {
  readonly records: readonly LogRecord[];
  /** Time of the first line of the whole file, where it tells one: an earlier time lies in the file before it. */
  readonly begins?: number;
  /** More was there than is read. */
  readonly cut?: true;
  /** Why it cannot be read: a whole sentence. */
  readonly problem?: string;
}

/** Records of the time, and those that tell none. */
export function within(records: readonly LogRecord[], { from, to }: TimeRange): readonly LogRecord[] {
  return records.filter(
    ({ at, step = 1000 }) =>
      at === undefined ||
      ((from === undefined || from - disorderMs <= at + step) && (to === undefined || at <= to + disorderMs + step)),
  );
}
