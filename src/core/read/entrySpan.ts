import type { Span } from '../http/httpFile.ts';

/** Where an entry of a HAR stands in its text; `undefined` where there is none of that index. Linear, and parses nothing. */
export function entrySpan(text: string, entry: number): Span | undefined {
  const list = /"entries"\s{0,20}:\s{0,20}\[/.exec(text);
  const start = list ? list.index + list[0].length : /^\s{0,20}\[/.exec(text)?.[0].length;
  if (start === undefined) return undefined;
  const marks = /["{}[\]]/g;
  marks.lastIndex = start;
  let depth = 0;
  let index = -1;
  let from = start;
  for (let mark = marks.exec(text); mark; mark = marks.exec(text)) {
    const at = mark.index;
    if (mark[0] === '"') marks.lastIndex = endOfString(text, at + 1);
    else if (mark[0] === '{' || mark[0] === '[') {
      if (depth === 0) {
        index++;
        from = at;
      }
      depth++;
    } else {
      depth--;
      if (depth < 0) return undefined;
      if (depth === 0 && index === entry) return { start: from, end: at + 1 };
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start);
  while (0 <= at) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return at + 1;
    at = text.indexOf('"', at + 1);
  }
  return text.length;
}
