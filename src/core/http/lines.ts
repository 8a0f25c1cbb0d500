/** A text cut into lines. A line ends at LF or CRLF; a lone CR is a character like others. */
export interface Lines {
  readonly text: string;
  readonly count: number;
  /** Offset of each line's first character; one more entry holds the text's length. */
  readonly starts: readonly number[];
}

/** Cuts at each LF. The text after the last LF is a line too, if it holds anything or nothing precedes it. */
export function cutLines(text: string): Lines {
  const starts: number[] = [0];
  let at = text.indexOf('\n');
  while (at !== -1) {
    starts.push(at + 1);
    at = text.indexOf('\n', at + 1);
  }
  if (starts[starts.length - 1] !== text.length) starts.push(text.length);
  else if (starts.length === 1) starts.push(0);
  return { text, count: starts.length - 1, starts };
}

export function startOf(lines: Lines, line: number): number {
  return lines.starts[line] ?? lines.text.length;
}

/** Where a line's content ends: before its LF or CRLF. */
export function endOf(lines: Lines, line: number): number {
  const start = startOf(lines, line);
  let end = startOf(lines, line + 1);
  if (start < end && lines.text.charCodeAt(end - 1) === 10) {
    end--;
    if (start < end && lines.text.charCodeAt(end - 1) === 13) end--;
  }
  return end;
}

/** The first offset in [from, end) that is neither space nor tab; `end` if there is none. */
export function skipSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The end of [from, end) without the spaces, tabs and stray CRs behind it. */
export function trimEnd(text: string, from: number, end: number): number {
  let at = end;
  while (from < at) {
    const code = text.charCodeAt(at - 1);
    if (!isSpace(code) && code !== 13) break;
    at--;
  }
  return at;
}

export function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}

/** The characters of an HTTP token (RFC 9110, 5.6.2). */
export function isTokenCharacter(code: number): boolean {
  return code < 128 && tokenCharacters[code] === 1;
}

const tokenCharacters = new Uint8Array(128);
for (const it of "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
  tokenCharacters[it.charCodeAt(0)] = 1;
}

/**
 * The first offset in [from, end) for which `stop` holds and that lies outside every `{{…}}`; `end` if there is none.
 * Braces that do not close before `end` are ordinary text.
 */
export function findOutsideReferences(
  text: string,
  from: number,
  end: number,
  stop: (code: number) => boolean,
): number {
  let at = from;
  let mayClose = true;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (mayClose && code === 123 && text.charCodeAt(at + 1) === 123) {
      const close = closeOf(text, at + 2, end);
      if (close !== -1) {
        at = close;
        continue;
      }
      mayClose = false;
    }
    if (stop(code)) return at;
    at++;
  }
  return end;
}

/** The offset behind the first `}}` in [from, end), or -1. Not indexOf, which would read on to the end of the file. */
function closeOf(text: string, from: number, end: number): number {
  for (let at = from; at + 1 < end; at++) {
    if (text.charCodeAt(at) === 125 && text.charCodeAt(at + 1) === 125) return at + 2;
  }
  return -1;
}
