import type { HttpFile } from './httpFile.ts';

/**
 * Reads a `.http` document, whatever it holds: no text makes it throw, and its parts, joined, are the text again.
 * How lines are read, and where that departs from the draft standard, is written down in docs/dialect.md.
 */
export function parse(text: string): HttpFile {
  return {
    text,
    parts: text === '' ? [] : [{ kind: 'unknown', start: 0, end: text.length }],
    requests: [],
    definitions: [],
    attachments: [],
    problems: [],
    lineStarts: [0],
  };
}
