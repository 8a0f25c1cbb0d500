import { bodyEnd, lineKind } from './lineKind.ts';
import { endOf, skipSpace, startOf } from './lines.ts';
import { isBodyless } from './methods.ts';
import { isSeparator, scriptBlockEnd } from './multiline.ts';
import { contentSpan, type OpenRequest, type ParseState, report } from './parseState.ts';
import { isPlainRequestLine } from './target.ts';

/** The lines [from, to) of a body. */
interface BodyLines {
  readonly from: number;
  readonly to: number;
}

/** The body behind a head that ended at `line`; undefined for none. */
export function findBody(state: ParseState, request: OpenRequest, line: number): BodyLines | undefined {
  const { lines } = state;
  if (lines.count <= line) return undefined;
  const first = skipSpace(lines.text, startOf(lines, line), endOf(lines, line));
  const kind = lineKind(lines, line, first);
  if (kind === 'file') {
    report(
      state,
      'warning',
      'body-without-blank-line',
      contentSpan(lines, line),
      'A body begins after a blank line. Put one above it.',
    );
    return measure(state, request, line);
  }
  if (kind !== 'blank' || !hasBody(state, request, line + 1)) return undefined;
  return measure(state, request, line + 1);
}

/**
 * Whether the text from `line` on is content. It is, unless there is nothing but blank lines, or a request line follows
 * in a request that announces no body, or a request that seldom has a body is followed by comments and variables only.
 */
function hasBody(state: ParseState, request: OpenRequest, from: number): boolean {
  const { lines } = state;
  const seldom = isBodyless(request.method.text);
  const announced = request.headers.some((it) => /^content-(?:type|length)$/i.test(it.name.text));
  let remarks = false;
  for (let line = from; line < lines.count; line++) {
    const first = skipSpace(lines.text, startOf(lines, line), endOf(lines, line));
    switch (lineKind(lines, line, first)) {
      case 'blank':
        break;
      case 'comment':
      case 'definition':
        remarks = true;
        break;
      case 'separator':
        return remarks && !seldom;
      case 'block-comment':
        return !seldom;
      case 'text':
        return !isPlainRequestLine(lines, line, first) || (announced && !seldom);
      default:
        return bodyEnd(lines, line) === undefined && lineKind(lines, line, first) !== 'stored-response'
          ? true
          : remarks && !seldom;
    }
  }
  return remarks && !seldom;
}

/** How far the body that begins on a line extends: to the last line that is not blank before what ends it. */
function measure(state: ParseState, request: OpenRequest, from: number): BodyLines | undefined {
  const { lines } = state;
  const { text } = lines;
  const isMultipart = request.headers.some((it) => /^multipart\//i.test(it.value.text));
  let to = from;
  let blank = true;
  let remarked = false;
  for (let line = from; line < lines.count; line++) {
    const start = startOf(lines, line);
    const ending = bodyEnd(lines, line);
    if (ending !== undefined && (ending !== 'script-block' || scriptBlockEnd(state, line) !== -1)) break;
    if (blank && !isMultipart && text.startsWith('HTTP/', start) && lineKind(lines, line, start) === 'stored-response')
      break;

    const end = endOf(lines, line);
    const first = skipSpace(text, start, end);
    const wasBlank = blank;
    blank = first === end;
    if (blank) continue;
    to = line + 1;
    if (!remarked && !isMultipart) remarked = remark(state, line, first, wasBlank);
  }
  return from < to ? { from, to } : undefined;
}

/** Reports a body line that other tools read as something else. */
function remark(state: ParseState, line: number, first: number, afterBlank: boolean): boolean {
  const { lines } = state;
  const { text } = lines;
  const code = text.charCodeAt(first);
  if (code === 35 || (code === 47 && text.charCodeAt(first + 1) === 47)) {
    const message = isSeparator(lines, line)
      ? 'A separator begins at the first character of a line: this one is sent as part of the body.'
      : 'Sent as part of the body. REST Client and httpYac drop lines that look like comments from bodies.';
    report(state, 'hint', 'comment-in-body', contentSpan(lines, line), message);
    return true;
  }
  if (afterBlank && isPlainRequestLine(lines, line, first)) {
    report(
      state,
      'warning',
      'missing-separator',
      contentSpan(lines, line),
      'Sent as part of the body. A request begins after a line ###.',
    );
    return true;
  }
  return false;
}
