import type { RawLine } from '../../core/logs/readRecords.ts';

/** Lines that wait to be read into records. A short line takes more memory than its text does. */
export interface HeldLines {
  add(lines: readonly RawLine[]): void;
  /** No more fit. */
  readonly isFull: boolean;
  readonly lines: readonly RawLine[];
}

/** What a line takes besides its text. */
const lineBytes = 100;

/** So much memory is taken at most, however much is to be read. */
const mostMemory = 512_000_000;

/**
 * Holds the lines of so many bytes of a log, and of no more lines than so much of a usual one has. `newest`: older lines
 * make room, and it is never full.
 */
export function holdLines(ofBytes: number, { newest = false }: { readonly newest?: boolean } = {}): HeldLines {
  const mostBytes = Math.min(2 * ofBytes + 1_000_000, mostMemory);
  let lines: RawLine[] = [];
  let first = 0;
  let bytes = 0;
  return {
    add(more) {
      for (const it of more) {
        if (mostBytes <= bytes && !newest) return;
        lines.push(it);
        bytes += it.text.length + lineBytes;
        for (let old = lines[first]; newest && mostBytes < bytes && old && old !== it; old = lines[first]) {
          bytes -= old.text.length + lineBytes;
          first++;
        }
        if (10_000 < first && lines.length < 2 * first) {
          lines = lines.slice(first);
          first = 0;
        }
      }
    },
    get isFull() {
      return !newest && mostBytes <= bytes;
    },
    get lines() {
      return lines.slice(first);
    },
  };
}
