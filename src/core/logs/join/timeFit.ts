import type { LogRecord } from '../logRecord.ts';
import type { Wanted } from './wanted.ts';

/**
 * How far a record lies outside of the time of the exchange, in milliseconds; 0 within it. Undefined where one of them
 * tells no time.
 */
export function distance(record: LogRecord, { from, to }: Wanted): number | undefined {
  if (record.at === undefined || from === undefined || to === undefined) return undefined;
  const step = record.step ?? 1000;
  // A time of whole seconds stands for all of the second.
  const first = record.at;
  const last = record.at + step;
  if (last <= from) return from - last;
  return to < first ? first - to : 0;
}

/** Within what the clocks allow. */
export function isTimely(record: LogRecord, wanted: Wanted): boolean {
  const off = distance(record, wanted);
  return off !== undefined && off <= wanted.slack;
}
