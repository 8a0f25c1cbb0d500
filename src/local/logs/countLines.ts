import { open } from 'node:fs/promises';

/** Longer files are counted only where the number is asked for. Bytes. */
export const countedAnyway = 268_435_456;

/**
 * The 1-based numbers of the lines that begin at these offsets of a file, in their order. Undefined where the file cannot be
 * read any more. It is read up to the last of them.
 */
export async function countLines(
  path: string,
  offsets: readonly number[],
  signal: AbortSignal,
): Promise<readonly number[] | undefined> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return undefined;
  const sorted = [...new Set(offsets)].sort((a, b) => a - b);
  const numbers = new Map<number, number>();
  const buffer = Buffer.alloc(4_194_304);
  let newlines = 0;
  let position = 0;
  try {
    for (const offset of sorted) {
      while (position < offset) {
        signal.throwIfAborted();
        const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, offset - position), position);
        if (bytesRead === 0) return undefined;
        for (let at = buffer.indexOf(10); 0 <= at && at < bytesRead; at = buffer.indexOf(10, at + 1)) newlines++;
        position += bytesRead;
      }
      numbers.set(offset, newlines + 1);
    }
    return offsets.map((it) => numbers.get(it) ?? 0);
  } finally {
    await file.close();
  }
}
