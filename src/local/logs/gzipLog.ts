import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { readLine } from '../../core/logs/readLine.ts';
import { readRecords } from '../../core/logs/readRecords.ts';
import { holdLines } from './heldLines.ts';
import { createLineCutter } from './lineCutter.ts';
import { type LogPart, type LogQuery, within } from './logQuery.ts';
import { disorderMs } from './timeRange.ts';

/** So much of a compressed log is looked through, in bytes as they were. */
const mostLookedThrough = 8_000_000_000;

/** Reads a log that is compressed by gzip from its beginning to the end of the time; only lines of the time are kept. */
export async function readGzip(path: string, query: LogQuery): Promise<LogPart> {
  const { from, to, reading, mostBytes, signal } = query;
  const source = createReadStream(path, { signal });
  const plain = createGunzip();
  source.on('error', (error) => plain.destroy(error));
  const cutter = createLineCutter({ offset: 0, line: 1 });
  const isOfTime = from !== undefined || to !== undefined;
  const held = holdLines(mostBytes, { newest: !isOfTime });
  let begins: number | undefined;
  let seen = 0;
  let cut = false;
  try {
    for await (const piece of source.pipe(plain)) {
      const chunk: Buffer = piece;
      seen += chunk.length;
      const read = cutter.push(chunk);
      begins ??= read
        .slice(0, 50)
        .map((it) => readLine(it.text, reading)?.at)
        .find((it) => it !== undefined);
      if (begins !== undefined && to !== undefined && to + disorderMs < begins) break;
      const last = read.findLast((it) => /^\S/.test(it.text));
      const time = last && readLine(last.text, reading)?.at;
      if (from !== undefined && time !== undefined && time < from - 2 * disorderMs) continue;
      held.add(read);
      cut = held.isFull || mostLookedThrough < seen;
      if (cut || (time !== undefined && to !== undefined && to + disorderMs < time)) break;
    }
    held.add(cutter.end());
  } finally {
    source.destroy();
    plain.destroy();
  }
  const records = within(readRecords(path, held.lines, reading), query);
  return { records, ...(begins === undefined ? {} : { begins }), ...(cut ? { cut } : {}) };
}
