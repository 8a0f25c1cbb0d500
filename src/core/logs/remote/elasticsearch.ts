import { isRecord, string } from '../../read/json.ts';
import type { LineFormat } from '../formats/format.ts';
import type { LogRecord } from '../logRecord.ts';
import { readJsonLine } from '../read/jsonLine.ts';
import { readLine } from '../readLine.ts';
import type { ServerClock } from '../serverClock.ts';

/** The body of `_search` (Elasticsearch, OpenSearch): the newest documents of a time that match a query string. */
export function elasticsearchBody(query: string | undefined, from: number, to: number): string {
  const filter: object[] = [
    { range: { '@timestamp': { gte: Math.floor(from), lte: Math.ceil(to), format: 'epoch_millis' } } },
  ];
  if (query !== undefined) filter.push({ query_string: { query } });
  return JSON.stringify({ size: 1_000, sort: [{ '@timestamp': { order: 'desc' } }], query: { bool: { filter } } });
}

/** The records of its answer, oldest first. Undefined where it is no such answer. */
export function readElasticsearchAnswer(
  json: unknown,
  clock: ServerClock,
  formats: readonly LineFormat[],
): readonly LogRecord[] | undefined {
  const hits = isRecord(json) && isRecord(json.hits) ? json.hits.hits : undefined;
  if (!Array.isArray(hits)) return undefined;
  const records: LogRecord[] = [];
  for (const hit of hits.slice(0, 20_000).filter(isRecord)) {
    const source = isRecord(hit._source) ? hit._source : {};
    const original = isRecord(source.event) ? string(source.event.original) : undefined;
    const whole = JSON.stringify(source);
    const document = readJsonLine(whole, clock);
    const line = original ?? string(source['event.original']) ?? string(source.message);
    // A line that was shipped as it is tells more than the document around it.
    const read = line === undefined ? undefined : readLine(line, { clock, formats });
    const fields =
      read && (read.kind !== 'application' || document?.status === undefined) ? { ...document, ...read } : document;
    if (!fields) continue;
    const file = `elasticsearch ${(string(hit._index) ?? '').slice(0, 200)}`;
    records.push({ ...fields, file, offset: records.length, text: (line ?? whole).slice(0, 65_536) });
  }
  return records.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}
