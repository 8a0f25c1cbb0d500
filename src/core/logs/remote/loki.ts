import { isRecord, string } from '../../read/json.ts';
import type { LineFormat } from '../formats/format.ts';
import type { LogRecord } from '../logRecord.ts';
import { readLine } from '../readLine.ts';
import type { ServerClock } from '../serverClock.ts';

/** Path and query of Loki's `query_range`; times in milliseconds since the epoch. */
export function lokiTarget(query: string, from: number, to: number): string {
  const nanoseconds = (ms: number) => `${Math.floor(ms)}000000`;
  const parameters = [
    ['query', query],
    ['start', nanoseconds(from)],
    ['end', nanoseconds(to)],
    ['limit', '2000'],
    ['direction', 'backward'],
  ];
  return `/loki/api/v1/query_range?${parameters.map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

/** The records of Loki's answer, oldest first. Undefined where it is no such answer. */
export function readLokiAnswer(
  json: unknown,
  clock: ServerClock,
  formats: readonly LineFormat[],
): readonly LogRecord[] | undefined {
  const data = isRecord(json) && isRecord(json.data) ? json.data : undefined;
  if (!data || !Array.isArray(data.result)) return undefined;
  const records: LogRecord[] = [];
  for (const stream of data.result.filter(isRecord)) {
    const file = `loki ${labelsOf(stream.stream)}`;
    for (const [i, value] of (Array.isArray(stream.values) ? stream.values : []).entries()) {
      if (!Array.isArray(value) || records.length === 20_000) continue;
      const text = (string(value[1]) ?? '').slice(0, 65_536);
      const at = Number((string(value[0]) ?? '').slice(0, 13));
      const read = readLine(text, { clock, formats }) ?? { kind: 'application' as const, message: text };
      const time = read.at === undefined && Number.isFinite(at) && 0 < at ? { at, step: 1 } : {};
      records.push({ ...read, ...time, file, offset: i, text });
    }
  }
  return records.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

/** `{app="api", pod="api-1"}` */
function labelsOf(json: unknown): string {
  const labels = Object.entries(isRecord(json) ? json : {}).slice(0, 12);
  return `{${labels.map(([name, value]) => `${name}="${(string(value) ?? '').slice(0, 80)}"`).join(', ')}}`;
}
