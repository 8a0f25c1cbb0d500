import { contentType, isComment, isJsonBody } from './body.ts';
import { beginsBody } from './head.ts';
import { bodyEnd, lineKind } from './lineKind.ts';
import { endOf, skipSpace, startOf } from './lines.ts';
import { isBodyless } from './methods.ts';
import { scriptBlockEnd } from './multiline.ts';
import { contentSpan, type OpenRequest, type ParseState, report } from './parseState.ts';
import { isPlainRequestLine } from './target.ts';

/** The lines [from, to) of a body. */
interface BodyLines {
  readonly from: number;
  readonly to: number;
  /** It is JSON, so lines that look like comments are. */
  readonly isJson: boolean;
}

/** The body behind a head that ended at `line`; undefined for none. */
export function findBody(state: ParseState, request: OpenRequest, line: number): BodyLines | undefined {
  const { lines } = state;
  if (lines.count <= line) return undefined;
  const first = skipSpace(lines.text, startOf(lines, line), endOf(lines, line));
  const kind = lineKind(lines, line, first);
  if (kind === 'file' || (kind === 'text' && beginsBody(lines.text, first, endOf(lines, line)))) {
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
 * Whether the text from a line on is content. It is, unless there are blank lines only, or the request announces no body
 * (by its method, and by Content-Type or Content-Length) and what follows is the next request line, or comments and
 * variables up to the separator.
 */
function hasBody(state: ParseState, request: OpenRequest, from: number): boolean {
  const { lines } = state;
  const announced = request.headers.some((it) => /^content-(?:type|length)$/i.test(it.name.text));
  const expected = announced && !isBodyless(request.method.text);
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
        return remarks && expected;
      case 'block-comment':
        return expected;
      case 'text':
        return !isPlainRequestLine(lines, line, first) || expected;
      case 'stored-response':
        return remarks && expected;
      case 'script-block':
        return scriptBlockEnd(state, line) === -1 || (remarks && expected);
      default:
        return bodyEnd(lines, line) === undefined || (remarks && expected);
    }
  }
  return remarks && expected;
}

/** How far the body that begins on a line extends: to the last line that is not blank before what ends it. */
function measure(state: ParseState, request: OpenRequest, from: number): BodyLines | undefined {
  const { lines } = state;
  const { text } = lines;
  const type = contentType(request.headers);
  const mayHoldRequests = /^(?:multipart|message|text)\/|^application\/http\b/i.test(type);
  const isJson = isJsonBody(lines, from, type);
  /** Neither JSON nor a form can hold a request line; other text can, so there only a file without separators is cut. */
  const maySplit = isJson || !state.hasSeparator || /^application\/x-www-form-urlencoded\b/i.test(type);
  /** Behind the last line that is content for certain: comments and variables may follow it that are none. */
  let content = from;
  let to = from;
  let blank = true;
  let remarks = false;
  let onlyFiles = !/^multipart\//i.test(type);
  let remarked = mayHoldRequests;
  let line = from;
  for (; line < lines.count; line++) {
    const start = startOf(lines, line);
    const ending = bodyEnd(lines, line);
    if (ending !== undefined && (ending !== 'script-block' || scriptBlockEnd(state, line) !== -1)) break;
    if (blank && !mayHoldRequests && isStoredResponse(state, line)) break;

    const end = endOf(lines, line);
    const first = skipSpace(text, start, end);
    if (first === end) {
      blank = true;
      continue;
    }
    const followsFiles = onlyFiles && from < content;
    if ((blank || remarks) && isRemark(text, first)) {
      remarks = true;
    } else {
      if ((blank || remarks) && (!mayHoldRequests || followsFiles) && isPlainRequestLine(lines, line, first)) {
        if (maySplit || followsFiles) return from < content ? { from, to: content, isJson } : undefined;
        if (!remarked) remarked = remark(state, line, unseparated);
      }
      onlyFiles &&= lineKind(lines, line, first) === 'file';
      remarks = false;
      content = line + 1;
    }
    blank = false;
    to = line + 1;
    if (!remarked && !(isJson && remarks) && isComment(text, first))
      remarked = remark(state, line, isJson ? commentInJson : commentLike);
  }
  if (isJson) to = content;
  return from < to ? { from, to, isJson } : undefined;
}

const unseparated = 'Sent as part of the body. A request begins after a line ###.';
const commentInJson =
  'Not sent: JSON has no comments, and REST Client and httpYac drop such lines. Other tools send them.';
const commentLike = 'Sent as part of the body. REST Client and httpYac drop lines that look like comments from bodies.';

/** Reports a body line that other tools read as something else. */
function remark(state: ParseState, line: number, message: string): true {
  const code = message === unseparated ? 'missing-separator' : 'comment-in-body';
  report(state, message === unseparated ? 'warning' : 'hint', code, contentSpan(state.lines, line), message);
  return true;
}

function isStoredResponse(state: ParseState, line: number): boolean {
  const start = startOf(state.lines, line);
  return state.lines.text.startsWith('HTTP/', start) && lineKind(state.lines, line, start) === 'stored-response';
}

/** A comment, or the definition of a variable. */
function isRemark(text: string, first: number): boolean {
  return isComment(text, first) || text.charCodeAt(first) === 64;
}
