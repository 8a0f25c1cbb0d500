import { endOf, type Lines, skipSpace, startOf, trimEnd } from './lines.ts';
import type { ParseState } from './parseState.ts';

/** The line after a block comment that begins on `line`, or -1 where no line ends with its closing mark. */
export function blockCommentEnd(state: ParseState, line: number): number {
  const { lines } = state;
  if (line < state.noCommentEndBefore) return -1;
  for (let at = line; at < lines.count; at++) {
    if (endsWith(lines, at, '*/', at === line ? 2 : 0)) return at + 1;
  }
  state.noCommentEndBefore = lines.count;
  return -1;
}

/** The line after httpYac's `{{` … `}}` script, or -1 where none closes it before the next separator. */
export function scriptBlockEnd(state: ParseState, line: number): number {
  const { lines } = state;
  if (line < state.noScriptEndBefore) return -1;
  let at = line + 1;
  for (; at < lines.count; at++) {
    if (isSeparator(lines, at)) break;
    const end = endOf(lines, at);
    const first = skipSpace(lines.text, startOf(lines, at), end);
    if (lines.text.startsWith('}}', first) && trimEnd(lines.text, first, end) === first + 2) return at + 1;
  }
  state.noScriptEndBefore = at;
  return -1;
}

/** The line after a `{%` … `%}` script, and whether it was closed before the next separator. */
export function scriptEnd(lines: Lines, line: number): { readonly end: number; readonly closed: boolean } {
  for (let at = line; at < lines.count; at++) {
    if (at !== line && isSeparator(lines, at)) return { end: at, closed: false };
    if (endsWith(lines, at, '%}', 0)) return { end: at + 1, closed: true };
  }
  return { end: lines.count, closed: false };
}

/** The next separator at or after `line`; the number of lines where there is none. */
export function nextSeparator(lines: Lines, line: number): number {
  let at = line;
  while (at < lines.count && !isSeparator(lines, at)) at++;
  return at;
}

export function isSeparator(lines: Lines, line: number): boolean {
  return lines.text.startsWith('###', startOf(lines, line));
}

function endsWith(lines: Lines, line: number, mark: string, skip: number): boolean {
  const end = endOf(lines, line);
  const first = skipSpace(lines.text, startOf(lines, line), end) + skip;
  const stop = trimEnd(lines.text, first, end);
  return first <= stop - mark.length && lines.text.startsWith(mark, stop - mark.length);
}
