import type { RawLine } from '../../core/logs/readRecords.ts';

/** Longer lines are cut: what a request is known by stands at their beginning. Bytes. */
export const longestLine = 65_536;

/** Cuts bytes that come in pieces into lines. Its memory is bounded, however long a line is. */
export interface LineCutter {
  push(chunk: Uint8Array): RawLine[];
  /** The last line, which nothing ends yet. */
  end(): RawLine[];
}

/**
 * `offset`: of the first byte. `line`: 1-based, of the first line. `skipFirst`: what comes before the first end of a line
 * is part of a line that began earlier. `keep`: lines that it does not want are not made; it sees them as Latin-1.
 */
export function createLineCutter(
  start: { readonly offset: number; readonly line?: number; readonly skipFirst?: boolean },
  keep?: (latin1: string) => boolean,
): LineCutter {
  let carried = '';
  let carriedOffset = start.offset;
  let dropping = start.skipFirst === true;
  let line = start.line;
  let position = start.offset;
  const made = (latin1: string, offset: number): RawLine[] => {
    const text = latin1.endsWith('\r') ? latin1.slice(0, -1) : latin1;
    const number = line;
    if (keep && !keep(text)) return [];
    return [{ text: decoded(text), offset, ...(number === undefined ? {} : { line: number }) }];
  };
  return {
    push(chunk) {
      const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
      const lines: RawLine[] = [];
      let at = 0;
      for (let end = text.indexOf('\n'); 0 <= end; end = text.indexOf('\n', at)) {
        if (!dropping || carried !== '')
          lines.push(...made(`${carried}${cut(text.slice(at, end), carried.length)}`, carriedOffset));
        if (line !== undefined) line++;
        carried = '';
        dropping = false;
        at = end + 1;
        carriedOffset = position + at;
      }
      if (!dropping) {
        carried += cut(text.slice(at), carried.length);
      }
      position += chunk.byteLength;
      return lines;
    },
    end() {
      if (dropping || carried === '') return [];
      const lines = made(carried, carriedOffset);
      carried = '';
      return lines;
    },
  };
}

function cut(piece: string, before: number): string {
  return before + piece.length <= longestLine ? piece : piece.slice(0, Math.max(0, longestLine - before));
}

function decoded(latin1: string): string {
  return /[\x80-\xff]/.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;
}
