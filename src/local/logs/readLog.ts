import { type FileHandle, open, stat } from 'node:fs/promises';
import { w3cFormat } from '../../core/logs/formats/w3cFormat.ts';
import { type Reading, readLine } from '../../core/logs/readLine.ts';
import { type RawLine, readRecords } from '../../core/logs/readRecords.ts';
import { decodeAny } from '../../core/read/decodeAny.ts';
import { whyUnreadable } from './denied.ts';
import { readGzip } from './gzipLog.ts';
import { holdLines } from './heldLines.ts';
import { createLineCutter } from './lineCutter.ts';
import { type LogPart, type LogQuery, within } from './logQuery.ts';
import { lastTime, seekTime } from './seekTime.ts';
import { disorderMs } from './timeRange.ts';

/**
 * Reads the part of a log that lies in a stretch of time, however long the log is: its beginning is found by halving. Files
 * that are compressed by gzip are read through. What grows, shrinks or goes away while it is read is read as far as it goes.
 */
export async function readLog(path: string, query: LogQuery): Promise<LogPart> {
  try {
    // A pipe would be waited for until somebody writes into it.
    const info = await stat(path);
    if (!info.isFile() && !info.isDirectory())
      return { records: [], problem: `${path} is no file: pipe what it gives, and name - for it.` };
    if (/\.gz$/i.test(path)) return await readGzip(path, query);
    if (/\.(?:xz|bz2|zst|lz4|Z)$/i.test(path))
      return { records: [], problem: `${path} is compressed in a way that is not read here.` };
    const file = await open(path, 'r');
    try {
      return await readPlain(path, file, query);
    } finally {
      await file.close();
    }
  } catch (error) {
    query.signal.throwIfAborted();
    return { records: [], problem: await whyUnreadable(path, error) };
  }
}

async function readPlain(path: string, file: FileHandle, query: LogQuery): Promise<LogPart> {
  const info = await file.stat();
  if (info.isDirectory()) return { records: [], problem: `${path} is a directory.` };
  const { size } = info;
  const start = await headOf(file, size);
  if (start.bytes.length === 0) return { records: [] };
  const mark = start.bytes.subarray(0, 2).toString('hex');
  if ((mark === 'fffe' || mark === 'feff') && size <= 32_000_000) return wide(path, file, size, query);
  const reading =
    start.fields === undefined
      ? query.reading
      : { ...query.reading, formats: [w3cFormat(start.fields), ...(query.reading.formats ?? [])] };
  const begins = start.lines.map((it) => readLine(it.text, reading)?.at).find((it) => it !== undefined);
  const told = begins === undefined ? {} : { begins };
  const { from, to } = query;
  if (from !== undefined && size > small) {
    const last = await lastTime(file, size, reading);
    if (last !== undefined && last < from - disorderMs) return { records: [], ...told };
    if (to !== undefined && begins !== undefined && to + disorderMs < begins) return { records: [], ...told };
  }
  const offset = await startOf(file, size, query, reading);
  const isRequests = isAllRequests(start.lines, reading);
  const keep = query.holds !== undefined && isRequests ? (line: string) => line.includes(query.holds ?? '') : undefined;
  const { lines, cut } = await linesFrom(file, { offset, size }, { ...query, reading }, keep);
  return {
    records: within(readRecords(path, lines, reading), query),
    ...told,
    ...(cut || (from === undefined && 0 < offset) ? { cut: true } : {}),
  };
}

const small = 262_144;

/** Reads the first lines, and the fields of a W3C log that stand in them. */
async function headOf(
  file: FileHandle,
  size: number,
): Promise<{ readonly bytes: Buffer; readonly lines: readonly RawLine[]; readonly fields?: string }> {
  const buffer = Buffer.alloc(Math.min(size, 16_384));
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  const bytes = buffer.subarray(0, bytesRead);
  const cutter = createLineCutter({ offset: 0 });
  const lines = [...cutter.push(bytes), ...(bytesRead === size ? cutter.end() : [])];
  const fields = lines.find((it) => it.text.startsWith('#Fields:'))?.text;
  return {
    bytes,
    lines: lines.filter((it) => !it.text.startsWith('#')).slice(0, 40),
    ...(fields === undefined ? {} : { fields }),
  };
}

function isAllRequests(lines: readonly RawLine[], reading: Reading): boolean {
  return 0 < lines.length && lines.every(({ text }) => readLine(text, reading)?.kind === 'access');
}

async function startOf(
  file: FileHandle,
  size: number,
  { from, mostBytes }: LogQuery,
  reading: Reading,
): Promise<number> {
  if (from === undefined) return Math.max(0, size - mostBytes);
  return size <= small ? 0 : seekTime(file, size, from - disorderMs, reading);
}

const chunk = 1_048_576;

async function linesFrom(
  file: FileHandle,
  { offset, size }: { readonly offset: number; readonly size: number },
  { from, to, mostBytes, reading, signal }: LogQuery,
  keep: ((line: string) => boolean) | undefined,
): Promise<{ readonly lines: readonly RawLine[]; readonly cut: boolean }> {
  const cutter = createLineCutter(offset === 0 ? { offset, line: 1 } : { offset, skipFirst: true }, keep);
  const probe = createLineCutter({ offset, skipFirst: true });
  const buffer = Buffer.alloc(chunk);
  const held = holdLines(mostBytes, { newest: from === undefined });
  // The first pieces are small: most often the stretch of time is short.
  let at = offset;
  for (let length = 131_072; at < offset + mostBytes; at += length, length = chunk) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(buffer, 0, length, at);
    if (bytesRead === 0) break;
    const piece = buffer.subarray(0, bytesRead);
    held.add(cutter.push(piece));
    if (held.isFull) return { lines: held.lines, cut: true };
    const last = to === undefined ? undefined : lastTimeOf(probe.push(piece.subarray(-16_384)), reading);
    if (last !== undefined && to !== undefined && to + disorderMs < last) return { lines: held.lines, cut: false };
    if (bytesRead < length) length = bytesRead;
  }
  held.add(cutter.end());
  return { lines: held.lines, cut: at < size };
}

function lastTimeOf(lines: readonly RawLine[], reading: Reading): number | undefined {
  for (let i = lines.length - 1; 0 <= i; i--) {
    const time = readLine(lines[i]?.text ?? '', reading)?.at;
    if (time !== undefined) return time;
  }
  return undefined;
}

/** UTF-16, as Windows PowerShell writes what it is told to put into a file. Offsets are those of the text. */
async function wide(path: string, file: FileHandle, size: number, query: LogQuery): Promise<LogPart> {
  const buffer = Buffer.alloc(size);
  const { bytesRead } = await file.read(buffer, 0, size, 0);
  return readText(path, Buffer.from(decodeAny(buffer.subarray(0, bytesRead))), query);
}

/** The same for bytes that are there already. */
export function readText(name: string, bytes: Uint8Array, query: LogQuery): LogPart {
  const cutter = createLineCutter({ offset: 0, line: 1 });
  const held = holdLines(bytes.length, { newest: query.from === undefined });
  for (let at = 0; at < bytes.length && !held.isFull; at += chunk)
    held.add(cutter.push(bytes.subarray(at, at + chunk)));
  held.add(cutter.end());
  const { lines, isFull } = held;
  const fields = lines.find((it) => it.text.startsWith('#Fields:'))?.text;
  const reading = fields === undefined ? query.reading : { ...query.reading, formats: [w3cFormat(fields)] };
  return { records: within(readRecords(name, lines, reading), query), ...(isFull ? { cut: true } : {}) };
}
