import type {
  Attachment,
  Definition,
  Directive,
  Header,
  HttpFile,
  Part,
  PartKind,
  Problem,
  RequestBlock,
  Span,
  Spanned,
} from './httpFile.ts';
import { endOf, type Lines, skipSpace, startOf, trimEnd } from './lines.ts';

/** What stands before a request line and belongs to it, or behind a request and may belong to the next one. */
interface Pending {
  /** Line of the first such item; -1 while there is none. */
  line: number;
  directives: Directive[];
  definitions: Definition[];
  attachments: Attachment[];
}

type Lists = 'headers' | 'continuation' | 'directives' | 'definitions' | 'attachments';
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A request whose end is not reached yet. */
export interface OpenRequest extends Writable<Omit<RequestBlock, Lists>> {
  headers: Header[];
  continuation: Spanned[];
  directives: Directive[];
  definitions: Definition[];
  attachments: Attachment[];
}

/** A document being read. */
export interface ParseState {
  readonly lines: Lines;
  readonly parts: Part[];
  readonly problems: Problem[];
  readonly requests: RequestBlock[];
  readonly definitions: Definition[];
  readonly attachments: Attachment[];
  pending: Pending;
  current: OpenRequest | undefined;
  /** Offset at which the block began, and its separator's title while no request has taken it. */
  blockStart: number;
  title: Spanned | undefined;
  /** A variable `host` is defined so far. */
  definesHost: boolean;
  /** The file has a line ###: then only such lines end a body. */
  readonly hasSeparator: boolean;
  /** No line before this one closes a `{{` block, or a comment: remembered so that hostile text stays linear. */
  noScriptEndBefore: number;
  noCommentEndBefore: number;
}

export function newState(lines: Lines): ParseState {
  return {
    lines,
    parts: [],
    problems: [],
    requests: [],
    definitions: [],
    attachments: [],
    pending: noPending(),
    current: undefined,
    blockStart: 0,
    title: undefined,
    definesHost: false,
    hasSeparator: lines.text.startsWith('###') || lines.text.includes('\n###'),
    noScriptEndBefore: 0,
    noCommentEndBefore: 0,
  };
}

/** Makes the lines [from, to) one part; blank and unknown lines join the part before them. */
export function emit(state: ParseState, kind: PartKind, from: number, to: number): void {
  const start = startOf(state.lines, from);
  const end = startOf(state.lines, to);
  if (start === end) return;
  const last = state.parts[state.parts.length - 1];
  if (last?.kind === kind && (kind === 'blank' || kind === 'unknown')) {
    state.parts[state.parts.length - 1] = { kind, start: last.start, end };
  } else {
    state.parts.push({ kind, start, end });
  }
}

export function report(
  state: ParseState,
  severity: Problem['severity'],
  code: string,
  span: Span,
  message: string,
  refuses = false,
): void {
  const { start, end } = span;
  state.problems.push({
    span: { start, end },
    severity,
    code,
    message,
    ...(refuses ? { refuses: true as const } : {}),
  });
}

/** The content of the lines [from, to) without the white space around it. */
export function contentSpan(lines: Lines, from: number, to = from + 1): Span {
  const end = endOf(lines, to - 1);
  const start = skipSpace(lines.text, startOf(lines, from), end);
  return { start, end: trimEnd(lines.text, start, end) };
}

export function attach(state: ParseState, kind: Attachment['kind'], from: number, to: number): Attachment {
  const span = contentSpan(state.lines, from, to);
  return { ...span, kind, text: state.lines.text.slice(span.start, span.end) };
}

/** Notes that what stands on `line` may belong to the next request. */
export function pend(state: ParseState, line: number): Pending {
  if (state.pending.line === -1) state.pending.line = line;
  return state.pending;
}

/** What was pending belongs to the request above it after all; without one, to the file. */
export function flushPending(state: ParseState): void {
  const { current, pending } = state;
  if (current) {
    for (const it of pending.directives) current.directives.push(it);
    for (const it of pending.attachments) current.attachments.push(it);
    readName(current);
  } else {
    for (const it of pending.attachments) {
      state.attachments.push(it);
      if (it.kind === 'run')
        report(
          state,
          'hint',
          'run-without-request',
          it,
          '`run` runs first for a request, and this block has none: nothing is sent here.',
        );
    }
  }
  state.pending = noPending();
}

/** Ends the request in progress at an offset. What is pending stays so. */
export function closeRequest(state: ParseState, end: number): void {
  const { current } = state;
  if (!current) return;
  current.span = { start: current.span.start, end };
  state.requests.push(current);
  state.current = undefined;
}

/** `@name` wins over the separator's title, the last one over those before it. */
export function readName(request: OpenRequest): void {
  const directive = request.directives.findLast((it) => it.name === 'name' && it.argument !== '');
  if (!directive) return;
  request.name = directive.argument;
  request.nameSpan = directive.argumentSpan;
}

export function toHttpFile(state: ParseState, lineStarts: readonly number[]): HttpFile {
  const { parts, requests, definitions, attachments, problems } = state;
  problems.sort((a, b) => a.span.start - b.span.start);
  return { text: state.lines.text, parts, requests, definitions, attachments, problems, lineStarts };
}

/** Nothing between requests yet. */
export function noPending(): Pending {
  return { line: -1, directives: [], definitions: [], attachments: [] };
}
