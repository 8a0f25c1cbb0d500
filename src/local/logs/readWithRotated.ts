import type { LogRecord } from '../../core/logs/logRecord.ts';
import type { LogPart, LogQuery } from './logQuery.ts';
import { readLog } from './readLog.ts';
import { rotatedOf } from './rotated.ts';
import { disorderMs } from './timeRange.ts';

/**
 * Reads a log, and the older files that it was rotated into where the time begins before it does. Newest file first.
 * Without a beginning in time only the log itself is read.
 */
export async function readWithRotated(
  path: string,
  query: LogQuery,
): Promise<{ readonly records: readonly LogRecord[]; readonly problems: readonly string[]; readonly cut: boolean }> {
  const first = await readLog(path, query);
  const parts: LogPart[] = [first];
  const { from } = query;
  const reaches = (it: LogPart) => from === undefined || (it.begins !== undefined && it.begins < from - disorderMs);
  // A log that begins no time at all was just rotated, or tells none.
  if (!reaches(first) && !first.problem?.includes('no such file')) {
    for (const older of await rotatedOf(path)) {
      query.signal.throwIfAborted();
      const part = await readLog(older, query);
      parts.push(part);
      if (reaches(part)) break;
    }
  }
  return {
    records: parts.flatMap((it) => it.records),
    problems: parts.flatMap((it) => it.problem ?? []),
    cut: parts.some((it) => it.cut),
  };
}
