import type { FileHandle } from 'node:fs/promises';
import { type Reading, readLine } from '../../core/logs/readLine.ts';
import { createLineCutter } from './lineCutter.ts';

/** Where the lines of a time begin in a file, found by halving: an offset at or before the first line that is not earlier. */
export async function seekTime(file: FileHandle, size: number, time: number, reading: Reading): Promise<number> {
  let low = 0;
  let high = size;
  while (closeEnough < high - low) {
    const middle = low + Math.floor((high - low) / 2);
    const at = await timeNear(file, middle, Math.min(high, size), reading);
    if (at !== undefined && at < time) low = middle;
    else high = middle;
  }
  return low;
}

const closeEnough = 131_072;
const piece = 65_536;
/** A longer stretch without any time is taken for later ones, so that what comes before it is read. */
const longestStretch = 2_097_152;

/** The time of the first line behind an offset that tells one; undefined where none does up to `end`. */
export async function timeNear(
  file: FileHandle,
  offset: number,
  end: number,
  reading: Reading,
): Promise<number | undefined> {
  const buffer = Buffer.alloc(piece);
  const cutter = createLineCutter({ offset, skipFirst: 0 < offset });
  for (let at = offset; at < Math.min(end, offset + longestStretch); at += piece) {
    const { bytesRead } = await file.read(buffer, 0, piece, at);
    if (bytesRead === 0) break;
    for (const { text } of cutter.push(buffer.subarray(0, bytesRead))) {
      const time = /^[#\s]/.test(text) ? undefined : readLine(text, reading)?.at;
      if (time !== undefined) return time;
    }
  }
  return undefined;
}

/** The time of the last line that tells one, among the last 256 KB. */
export async function lastTime(file: FileHandle, size: number, reading: Reading): Promise<number | undefined> {
  const start = Math.max(0, size - 262_144);
  const buffer = Buffer.alloc(size - start);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  const cutter = createLineCutter({ offset: start, skipFirst: 0 < start });
  const lines = [...cutter.push(buffer.subarray(0, bytesRead)), ...cutter.end()];
  for (const { text } of lines.reverse().slice(0, 400)) {
    const time = /^[#\s]/.test(text) ? undefined : readLine(text, reading)?.at;
    if (time !== undefined) return time;
  }
  return undefined;
}
