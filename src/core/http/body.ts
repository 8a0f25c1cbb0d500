import type { BodyKind, BodyPart, Header, Span } from './httpFile.ts';
import { endOf, type Lines, skipSpace, startOf, trimEnd } from './lines.ts';

/** What a request sends behind its headers: text and files, in order. */
export interface Body {
  readonly bodyKind: BodyKind;
  readonly bodySpan: Span;
  readonly body: readonly BodyPart[];
}

/**
 * Reads the lines [from, to) as a body. The terminator of the last line delimits the body and is no part of it. In JSON,
 * lines that look like comments are left out of the parts: they are a habit from tools that drop them from any body.
 */
export function readBody(lines: Lines, from: number, to: number, headers: readonly Header[], isJson: boolean): Body {
  const { text } = lines;
  const body: BodyPart[] = [];
  const bodySpan = { start: startOf(lines, from), end: endOf(lines, to - 1) };
  let textStart = bodySpan.start;
  let isWritten = false;
  const addText = (end: number) => {
    if (textStart < end) body.push({ kind: 'text', span: { start: textStart, end }, text: text.slice(textStart, end) });
  };
  for (let line = from; line < to; line++) {
    const start = startOf(lines, line);
    const end = endOf(lines, line);
    const first = skipSpace(text, start, end);
    if (isJson && isComment(text, first)) {
      addText(start);
      textStart = Math.min(startOf(lines, line + 1), bodySpan.end);
      continue;
    }
    const file = text.charCodeAt(start) === 60 ? readFileLine(text, start, end) : undefined;
    if (!file) {
      isWritten ||= first < end;
      continue;
    }
    // Blank lines above a file would be sent in front of its octets.
    if (isWritten || 0 < body.length) addText(start);
    body.push(file);
    textStart = file.span.end;
  }
  addText(bodySpan.end);

  const hasFile = body.some((it) => it.kind === 'file');
  const isMultipart = /^multipart\//i.test(contentType(headers));
  return { bodyKind: isMultipart ? 'multipart' : hasFile && !isWritten ? 'file' : 'inline', bodySpan, body };
}

/** The first Content-Type as written, or nothing. */
export function contentType(headers: readonly Header[]): string {
  return headers.find((it) => it.name.text.toLowerCase() === 'content-type')?.value.text ?? '';
}

/**
 * Whether a body from a line on is JSON, by its first character and unless its type says otherwise: then no comment, no
 * variable and no request line can be part of it.
 */
export function isJsonBody(lines: Lines, from: number, type: string): boolean {
  if (type !== '' && !/json|\{\{/i.test(type)) return false;
  for (let line = from; line < lines.count && !lines.text.startsWith('###', startOf(lines, line)); line++) {
    const end = endOf(lines, line);
    const first = skipSpace(lines.text, startOf(lines, line), end);
    if (first === end || isComment(lines.text, first)) continue;
    const code = lines.text.charCodeAt(first);
    return code === 91 || (code === 123 && lines.text.charCodeAt(first + 1) !== 123);
  }
  return false;
}

/** Whether `#` or `//` stands at an offset. */
export function isComment(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 35 || (code === 47 && text.charCodeAt(at + 1) === 47);
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
