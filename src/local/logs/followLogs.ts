import { type FileHandle, open, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogRecord } from '../../core/logs/logRecord.ts';
import { type RawLine, readRecords } from '../../core/logs/readRecords.ts';
import type { ServerClock } from '../../core/logs/serverClock.ts';
import type { FoundLog } from './foundLog.ts';
import { createLineCutter, type LineCutter } from './lineCutter.ts';

const everyMs = 400;
/** So much is read of one file at a time. */
const piece = 4_194_304;

/**
 * What is written to logs from now on, as it comes; a batch is never empty. A log that is rotated, emptied or made only later is
 * followed all the same. Ends when `signal` says so.
 */
export async function* followLogs(
  logs: readonly FoundLog[],
  clock: () => ServerClock,
  signal: AbortSignal,
): AsyncGenerator<readonly LogRecord[]> {
  const followed = await Promise.all(logs.map((it) => startAtEnd(it)));
  try {
    while (!signal.aborted) {
      const batches = await Promise.all(followed.map((it) => readNew(it, clock())));
      const records = batches.flat();
      if (0 < records.length) yield records;
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    await Promise.all(followed.map((it) => it.file?.close()));
  }
}

interface Followed {
  readonly log: FoundLog;
  file?: FileHandle | undefined;
  inode: number;
  position: number;
  cutter: LineCutter;
}

async function startAtEnd(log: FoundLog): Promise<Followed> {
  const isFile = await stat(log.path).then(
    (it) => it.isFile(),
    () => false,
  );
  const file = isFile ? await open(log.path, 'r').catch(() => undefined) : undefined;
  const info = await file?.stat();
  const position = info?.size ?? 0;
  return { log, file, inode: info?.ino ?? 0, position, cutter: createLineCutter({ offset: position }) };
}

async function readNew(it: Followed, clock: ServerClock): Promise<readonly LogRecord[]> {
  let lines: readonly RawLine[] = [];
  try {
    if (it.file) lines = await readRest(it);
    const now = await stat(it.log.path).catch(() => undefined);
    if (now?.isFile() && (!it.file || now.ino !== it.inode)) {
      // Another file has its name: the old one is read to its end, the new one from its beginning.
      lines = [...lines, ...it.cutter.end()];
      await it.file?.close();
      it.file = await open(it.log.path, 'r');
      Object.assign(it, { inode: now.ino, position: 0, cutter: createLineCutter({ offset: 0, line: 1 }) });
      lines = [...lines, ...(await readRest(it))];
    }
  } catch {
    // A file that is gone or closed to us for a moment is tried again.
  }
  return lines.length === 0 ? [] : readRecords(it.log.path, lines, { clock, formats: it.log.formats });
}

async function readRest(it: Followed): Promise<RawLine[]> {
  const { file } = it;
  if (!file) return [];
  const { size } = await file.stat();
  if (size < it.position) Object.assign(it, { position: 0, cutter: createLineCutter({ offset: 0, line: 1 }) });
  if (size === it.position) return [];
  const buffer = Buffer.alloc(Math.min(piece, size - it.position));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, it.position);
  it.position += bytesRead;
  return it.cutter.push(buffer.subarray(0, bytesRead));
}
