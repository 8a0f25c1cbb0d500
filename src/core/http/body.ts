import type { BodyKind, BodyPart, Header, Span } from './httpFile.ts';
import { endOf, type Lines, skipSpace, startOf, trimEnd } from './lines.ts';

/** What a request sends behind its headers: text and files, in order. */
export interface Body {
  readonly bodyKind: BodyKind;
  readonly bodySpan: Span;
  readonly body: readonly BodyPart[];
}

/** Reads the lines [from, to) as a body. The terminator of the last line delimits the body and is no part of it. */
export function readBody(lines: Lines, from: number, to: number, headers: readonly Header[]): Body {
  const { text } = lines;
  const body: BodyPart[] = [];
  const bodySpan = { start: startOf(lines, from), end: endOf(lines, to - 1) };
  let textStart = bodySpan.start;
  let written = false;
  for (let line = from; line < to; line++) {
    const start = startOf(lines, line);
    if (text.charCodeAt(start) !== 60) {
      written ||= skipSpace(text, start, endOf(lines, line)) < endOf(lines, line);
      continue;
    }
    const file = readFileLine(text, start, endOf(lines, line));
    if (!file) {
      written = true;
      continue;
    }
    if (textStart < start) body.push(textPart(text, textStart, start));
    body.push(file);
    textStart = file.span.end;
  }
  if (textStart < bodySpan.end) body.push(textPart(text, textStart, bodySpan.end));

  const isMultipart = headers.some(
    (it) => it.name.text.toLowerCase() === 'content-type' && /^multipart\//i.test(it.value.text),
  );
  const hasFile = body.some((it) => it.kind === 'file');
  return { bodyKind: isMultipart ? 'multipart' : hasFile && !written ? 'file' : 'inline', bodySpan, body };
}

/** `< path`, `<@ path` or `<@latin1 path` from the first character of a line; undefined for other text. */
export function readFileLine(text: string, start: number, end: number): BodyPart | undefined {
  let at = start + 1;
  const substitute = text.charCodeAt(at) === 64;
  const encodingStart = substitute ? at + 1 : at;
  if (substitute) {
    at = encodingStart;
    while (at < end && /[\w-]/.test(text.charAt(at))) at++;
  }
  const encoding = text.slice(encodingStart, at);
  const pathStart = skipSpace(text, at, end);
  const pathEnd = trimEnd(text, pathStart, end);
  if (pathStart === at || pathStart === pathEnd) return undefined;
  const path = text.slice(pathStart, pathEnd);
  if (path.startsWith('{%') || path.includes('<') || path.includes('>')) return undefined;
  return {
    kind: 'file',
    span: { start, end: pathEnd },
    path: { start: pathStart, end: pathEnd, text: path },
    substitute,
    ...(encoding === '' ? {} : { encoding }),
  };
}

function textPart(text: string, start: number, end: number): BodyPart {
  return { kind: 'text', span: { start, end }, text: text.slice(start, end) };
}
