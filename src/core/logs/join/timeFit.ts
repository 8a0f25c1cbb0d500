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

/** How far a record lies from the moment of the answer, in milliseconds; 0 within it, and where no moment is known. */
export function offMoment(record: LogRecord, { moment }: Wanted): number {
  if (!moment || record.at === undefined) return 0;
  const step = record.step ?? 1000;
  if (record.at + step <= moment.from) return moment.from - record.at - step + 1;
  return Math.max(0, record.at - moment.to);
}

/** Within what the clocks allow. */
export function isTimely(record: LogRecord, wanted: Wanted): boolean {
  const off = distance(record, wanted);
  return off !== undefined && off <= wanted.slack;
}

/** Whether what was written of one request may lie in the time of the other, by the clock that wrote both. */
export function mayMeet(own: LogRecord, other: LogRecord, { from, to }: Wanted): boolean {
  if (own.at === undefined || other.at === undefined) return true;
  const lasted = from === undefined || to === undefined ? 0 : Math.max(0, to - from - 999);
  return Math.abs(own.at - other.at) <= lasted + Math.max(own.step ?? 1000, other.step ?? 1000);
}
