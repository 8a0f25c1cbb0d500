import { readDefinition, readDirective } from './directives.ts';
import type { Attachment, HttpFile, PartKind } from './httpFile.ts';
import { type LineKind, lineKind } from './lineKind.ts';
import { cutLines, endOf, skipSpace, startOf } from './lines.ts';
import { blockCommentEnd, isSeparator, nextSeparator, scriptBlockEnd, scriptEnd } from './multiline.ts';
import {
  attach,
  closeRequest,
  contentSpan,
  emit,
  flushPending,
  newState,
  type ParseState,
  pend,
  report,
  toHttpFile,
} from './parseState.ts';
import { readRequest } from './request.ts';
import { readRequestLine } from './requestLine.ts';
import { isPlainRequestLine } from './target.ts';

/**
 * Reads a `.http` document, whatever it holds: no text makes it throw, and its parts, joined, are the text again.
 * How lines are read, and where that departs from the draft standard, is written down in docs/dialect.md.
 */
export function parse(text: string): HttpFile {
  const hasMark = text.charCodeAt(0) === 0xfeff;
  const cut = cutLines(text);
  const lineStarts = text.endsWith('\n') || text === '' ? cut.starts : cut.starts.slice(0, -1);
  const lines = hasMark ? { ...cut, starts: cut.starts.with(0, 1) } : cut;
  const state = newState(lines);
  if (hasMark) state.parts.push({ kind: 'bom', start: 0, end: 1 });

  let line = 0;
  while (line < lines.count) line = readOutside(state, line);
  flushPending(state);
  closeRequest(state, text.length);
  return toHttpFile(state, text === '' ? [0] : lineStarts);
}

/** Reads what begins on a line that is neither header nor body. Returns the line after it. */
function readOutside(state: ParseState, line: number): number {
  const { lines } = state;
  const first = skipSpace(lines.text, startOf(lines, line), endOf(lines, line));
  const kind = lineKind(lines, line, first);
  switch (kind) {
    case 'blank':
      emit(state, 'blank', line, line + 1);
      return line + 1;
    case 'separator':
      return separate(state, line, first);
    case 'comment': {
      const directive = readDirective(lines.text, first, endOf(lines, line));
      if (directive) pend(state, line).directives.push(directive);
      else pend(state, line);
      emit(state, directive ? 'directive' : 'comment', line, line + 1);
      return line + 1;
    }
    case 'block-comment': {
      const next = blockCommentEnd(state, line);
      if (next === -1) return readText(state, line, first);
      emit(state, 'comment', line, next);
      return next;
    }
    case 'definition':
      return define(state, line, first);
    case 'stored-response':
      return keepStoredResponse(state, line);
    case 'curl': {
      const next = nextSeparator(lines, line);
      report(
        state,
        'warning',
        'curl-block',
        contentSpan(lines, line),
        'A curl command is kept, but not sent. Import it as a request.',
      );
      emit(state, 'curl', line, next);
      return next;
    }
    case 'text':
      return readText(state, line, first);
    default:
      return keep(state, line, kind);
  }
}

/** Ends the block and begins the next. */
function separate(state: ParseState, line: number, first: number): number {
  const { lines } = state;
  flushPending(state);
  closeRequest(state, startOf(lines, line));
  state.blockStart = startOf(lines, line);
  const span = contentSpan(lines, line);
  let at = first;
  while (lines.text.charCodeAt(at) === 35) at++;
  const start = skipSpace(lines.text, at, span.end);
  state.title = start < span.end ? { start, end: span.end, text: lines.text.slice(start, span.end) } : undefined;
  emit(state, 'separator', line, line + 1);
  return line + 1;
}

function define(state: ParseState, line: number, first: number): number {
  const { lines } = state;
  const { definition, unusual } = readDefinition(lines.text, first, endOf(lines, line));
  if (definition) {
    state.definitions.push(definition);
    state.definesHost ||= definition.name.text === 'host';
    pend(state, line).definitions.push(definition);
  }
  const span = contentSpan(lines, line);
  if (unusual === 'no-equals') {
    report(
      state,
      'warning',
      'definition-without-equals',
      span,
      'Only httpYac reads this as a variable. Write @name = value.',
    );
  } else if (unusual !== undefined) {
    report(state, 'error', `definition-${unusual}`, span, 'Expected a variable, @name = value.');
  } else if (definition && !/^[A-Za-z0-9_-]+$/.test(definition.name.text)) {
    report(
      state,
      'hint',
      'definition-name',
      definition.name,
      definition.name.text.startsWith('$')
        ? 'Names that begin with $ are the tool’s own: this value is never used.'
        : 'Other tools read names of letters, digits, - and _ only.',
    );
  }
  emit(state, 'definition', line, line + 1);
  return line + 1;
}

const kept: Partial<Record<LineKind, Attachment['kind'] & PartKind>> = {
  'pre-script': 'script',
  'script-block': 'script',
  file: 'script',
  handler: 'handler',
  'handler-file': 'handler',
  'response-file': 'response-file',
  'response-reference': 'response-reference',
  assertion: 'assertion',
  import: 'import',
  run: 'run',
};

/** Scripts, handlers, assertions and the like: kept as they are, for whoever runs them. */
function keep(state: ParseState, line: number, lineKind: LineKind): number {
  const { lines, current } = state;
  const kind = kept[lineKind] ?? 'script';
  let next = line + 1;
  if (lineKind === 'script-block') {
    next = scriptBlockEnd(state, line);
    if (next === -1)
      return keepUnknown(
        state,
        line,
        'error',
        'script-not-closed',
        'Expected }} on a line of its own before the next request.',
      );
  } else if (lineKind === 'pre-script' || lineKind === 'handler') {
    const { end, closed } = scriptEnd(lines, line);
    next = end;
    if (!closed)
      report(state, 'error', 'script-not-closed', contentSpan(lines, line), 'Expected %} at the end of the script.');
  }

  const attachment = attach(state, kind, line, next);
  const belongsAbove = current !== undefined && !['pre-script', 'file', 'import', 'run'].includes(lineKind);
  if (belongsAbove) {
    flushPending(state);
    current.attachments.push(attachment);
  } else {
    pend(state, line).attachments.push(attachment);
  }
  emit(state, kind, line, next);
  return next;
}

/** A response saved in the file, up to the next separator, or a request line behind a blank line. */
function keepStoredResponse(state: ParseState, line: number): number {
  const { lines } = state;
  let at = line + 1;
  for (let blank = false; at < lines.count; at++) {
    const start = startOf(lines, at);
    if (isSeparator(lines, at) || (blank && isPlainRequestLine(lines, at, start))) break;
    blank = skipSpace(lines.text, start, endOf(lines, at)) === endOf(lines, at);
  }
  emit(state, 'stored-response', line, at);
  return at;
}

/** A request line, or text that belongs to nothing. */
function readText(state: ParseState, line: number, first: number): number {
  const { lines } = state;
  if (state.current) {
    if (isPlainRequestLine(lines, line, first)) {
      const start = state.pending.line === -1 ? startOf(lines, line) : startOf(lines, state.pending.line);
      report(
        state,
        'hint',
        'missing-separator',
        contentSpan(lines, line),
        'Only httpYac begins a request here without a line ### above it.',
      );
      closeRequest(state, start);
      state.blockStart = start;
    } else {
      return keepUnknown(
        state,
        line,
        'warning',
        'text-after-body',
        'This text belongs to no request. A request begins with a line ###.',
      );
    }
  }
  const span = contentSpan(lines, line);
  const read = readRequestLine(lines.text.slice(span.start, span.end));
  for (const it of read.problems) {
    const at = { start: span.start + it.span.start, end: span.start + it.span.end };
    if (read.recognized || state.parts[state.parts.length - 1]?.kind !== 'unknown') {
      report(state, it.severity, it.code, at, it.message, it.refuses);
    }
  }
  if (read.recognized) return readRequest(state, line, span, read);
  emit(state, 'unknown', line, line + 1);
  return line + 1;
}

function keepUnknown(
  state: ParseState,
  line: number,
  severity: 'error' | 'warning',
  code: string,
  message: string,
): number {
  if (state.parts[state.parts.length - 1]?.kind !== 'unknown')
    report(state, severity, code, contentSpan(state.lines, line), message);
  emit(state, 'unknown', line, line + 1);
  return line + 1;
}
