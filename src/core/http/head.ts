import { readDirective } from './directives.ts';
import type { Header, Spanned } from './httpFile.ts';
import { lineKind } from './lineKind.ts';
import { endOf, findOutsideReferences, isTokenCharacter, skipSpace, startOf, trimEnd } from './lines.ts';
import { blockCommentEnd, scriptBlockEnd, scriptEnd } from './multiline.ts';
import { attach, contentSpan, emit, type OpenRequest, type ParseState, report } from './parseState.ts';
import { readVersion } from './requestLine.ts';
import { isPlainRequestLine } from './target.ts';

/** Reads what follows a request line up to a blank line: the rest of its target, headers, comments. Returns the line it stops at. */
export function readHead(state: ParseState, request: OpenRequest, from: number): number {
  const { lines } = state;
  let line = from;
  while (line < lines.count) {
    const first = skipSpace(lines.text, startOf(lines, line), endOf(lines, line));
    const next = readHeadLine(state, request, line, first);
    if (next === line) return line;
    line = next;
  }
  return line;
}

/** The line after what begins on `line`; `line` itself where the head ends before it. */
function readHeadLine(state: ParseState, request: OpenRequest, line: number, first: number): number {
  const { lines } = state;
  const end = endOf(lines, line);
  switch (lineKind(lines, line, first)) {
    case 'comment': {
      const directive = readDirective(lines.text, first, end);
      if (directive) request.directives.push(directive);
      emit(state, directive ? 'directive' : 'comment', line, line + 1);
      return line + 1;
    }
    case 'block-comment': {
      const next = blockCommentEnd(state, line);
      if (next === -1) return readField(state, request, line, first, end);
      emit(state, 'comment', line, next);
      return next;
    }
    case 'definition':
      report(
        state,
        'error',
        'definition-among-headers',
        contentSpan(lines, line),
        'A variable is defined among the headers. Move it above the request line.',
        true,
      );
      emit(state, 'definition', line, line + 1);
      return line + 1;
    case 'script-block': {
      const next = scriptBlockEnd(state, line);
      if (next === -1) return readField(state, request, line, first, end);
      request.attachments.push(attach(state, 'script', line, next));
      emit(state, 'script', line, next);
      return next;
    }
    case 'pre-script': {
      const next = scriptEnd(lines, line).end;
      request.attachments.push(attach(state, 'script', line, next));
      emit(state, 'script', line, next);
      return next;
    }
    case 'run':
      request.attachments.push(attach(state, 'run', line, line + 1));
      emit(state, 'run', line, line + 1);
      return line + 1;
    case 'text':
    case 'curl':
    case 'import':
      if (isPlainRequestLine(lines, line, first) || beginsBody(lines.text, first, end)) return line;
      return readField(state, request, line, first, end);
    default:
      return line;
  }
}

/** A header, or a piece of the target. */
function readField(state: ParseState, request: OpenRequest, line: number, first: number, end: number): number {
  const { lines } = state;
  const header = readHeaderLine(lines.text, first, end);
  if (isContinuation(state, request, line, first, header)) {
    continueTarget(state, request, first, end);
    emit(state, 'target-continuation', line, line + 1);
  } else if (header) {
    request.headers.push(header);
    emit(state, 'header', line, line + 1);
  } else {
    reportNoColon(state, line, first);
    emit(state, 'unknown', line, line + 1);
  }
  return line + 1;
}

/** Reads `Name: value`. A line of references alone is a header to be read once resolved; other text is undefined. */
export function readHeaderLine(text: string, first: number, lineEnd: number): Header | undefined {
  const end = trimEnd(text, first, lineEnd);
  const colon = findOutsideReferences(text, first, end, (code) => code === 58);
  const nameEnd = trimEnd(text, first, colon);
  if (findOutsideReferences(text, first, nameEnd, (code) => !isTokenCharacter(code)) !== nameEnd) return undefined;
  if (nameEnd === first) return undefined;
  const name = { start: first, end: nameEnd, text: text.slice(first, nameEnd) };
  if (colon === end) {
    const isReference = name.text.startsWith('{{') && name.text.endsWith('}}');
    return isReference ? { start: first, end, name, value: { start: end, end, text: '' }, unread: true } : undefined;
  }
  const start = skipSpace(text, colon + 1, end);
  return { start: first, end, name, value: { start, end, text: text.slice(start, end) } };
}

/**
 * Whether a line among the headers can only be a body's first: it begins as no header and no target does, or with a
 * reference that is followed by text and no colon.
 */
export function beginsBody(text: string, first: number, end: number): boolean {
  const code = text.charCodeAt(first);
  if (code !== 123) return code === 91 || code === 60 || code === 34;
  return text.charCodeAt(first + 1) !== 123 || readHeaderLine(text, first, end) === undefined;
}

function isContinuation(
  state: ParseState,
  request: OpenRequest,
  line: number,
  first: number,
  header: Header | undefined,
): boolean {
  const { lines } = state;
  const code = lines.text.charCodeAt(first);
  if (code === 63 || (code === 38 && !header)) return true;
  if (0 < request.headers.length) return false;
  if (code === 47 || code === 38) return true;
  return startOf(lines, line) < first && (!header || request.target.text === '');
}

function continueTarget(state: ParseState, request: OpenRequest, first: number, lineEnd: number): void {
  const { text } = state.lines;
  const line = text.slice(first, lineEnd);
  const problems: Parameters<typeof readVersion>[3] = [];
  const read = readVersion(line, 0, trimEnd(line, 0, line.length), problems);
  const piece: Spanned = { start: first, end: first + read.end, text: line.slice(0, read.end) };
  request.continuation.push(piece);
  request.target = { start: request.target.start, end: piece.end, text: request.target.text + piece.text };
  if (read.version) {
    const { version } = read;
    request.version = { start: first + version.start, end: first + version.end, text: version.text };
  }
  for (const it of problems) {
    report(
      state,
      it.severity,
      it.code,
      { start: first + it.span.start, end: first + it.span.end },
      it.message,
      it.refuses,
    );
  }
}

function reportNoColon(state: ParseState, line: number, first: number): void {
  const { text } = state.lines;
  const span = contentSpan(state.lines, line);
  if (state.parts[state.parts.length - 1]?.kind === 'unknown') return;
  const isSpread = text.startsWith('...', first);
  report(
    state,
    'error',
    isSpread ? 'spread-header' : 'header-without-colon',
    span,
    isSpread
      ? 'Headers from an object, as httpYac has them, are not read. Write them out as Name: value.'
      : `Expected a header, Name: value, got ${JSON.stringify(text.slice(span.start, Math.min(span.end, span.start + 60)))}. A body begins after a blank line.`,
  );
}
