import { readBody } from './body.ts';
import { reportBraces } from './bracesText.ts';
import { findBody } from './findBody.ts';
import { readHead } from './head.ts';
import type { Span, Spanned } from './httpFile.ts';
import { endOf } from './lines.ts';
import { contentSpan, emit, noPending, type OpenRequest, type ParseState, readName, report } from './parseState.ts';
import type { RequestLine } from './requestLine.ts';
import { targetForm } from './target.ts';

/** Reads a request from its request line to the end of its body, and leaves it open for what comes after. */
export function readRequest(state: ParseState, line: number, span: Span, read: RequestLine): number {
  const { lines } = state;
  const request = openRequest(state, line, span, read);
  state.title = undefined;
  state.current = request;
  state.pending = noPending();
  emit(state, 'request-line', line, line + 1);

  const headEnd = readHead(state, request, line + 1);
  readName(request);
  const end = headEnd === line + 1 ? span.end : contentSpan(lines, headEnd - 1).end;
  request.requestSpan = { start: span.start, end };
  checkHost(state, request);
  checkScheme(state, request);
  reportBraces(state, request);

  const found = findBody(state, request, headEnd);
  if (!found) return headEnd;
  if (headEnd < found.from) emit(state, 'blank', headEnd, found.from);
  emit(state, 'body', found.from, found.to);
  const { bodyKind, bodySpan, body } = readBody(lines, found.from, found.to, request.headers, found.isJson);
  request.bodyKind = bodyKind;
  request.bodySpan = bodySpan;
  request.body = body;
  request.requestSpan = { start: span.start, end: endOf(lines, found.to - 1) };
  return found.to;
}

function openRequest(state: ParseState, line: number, span: Span, read: RequestLine): OpenRequest {
  const { lines, pending, title } = state;
  const request: OpenRequest = {
    span: { start: state.blockStart, end: span.end },
    requestSpan: span,
    name: title === undefined ? '' : title.text,
    line,
    method: moved(read.method, span.start),
    target: moved(read.target, span.start),
    requestLine: { start: span.start, end: span.end, text: lines.text.slice(span.start, span.end) },
    continuation: [],
    headers: [],
    bodyKind: 'none',
    body: [],
    directives: pending.directives,
    definitions: pending.definitions,
    attachments: pending.attachments,
  };
  if (title) request.nameSpan = { start: title.start, end: title.end };
  if (read.version) request.version = moved(read.version, span.start);
  return request;
}

function moved(it: Spanned, by: number): Spanned {
  return { start: by + it.start, end: by + it.end, text: it.text };
}

/**
 * An origin-form target takes its authority from the Host field (draft standard, request-target/origin-form), or from
 * httpYac's variable `host`, which an environment may define: the sender, who knows it, stops a request without either.
 */
function checkHost(state: ParseState, request: OpenRequest): void {
  if (state.definesHost || targetForm(request.target.text) !== 'origin') return;
  if (request.headers.some((it) => it.name.text.toLowerCase() === 'host' || it.name.text.includes('{{'))) return;
  report(
    state,
    'warning',
    'missing-host',
    request.target,
    'The target is a path without a Host header. It can be sent only where an environment defines the variable host.',
  );
}

/** https is the default of the draft standard on this computer too, where few servers speak TLS. */
function checkScheme(state: ParseState, request: OpenRequest): void {
  const form = targetForm(request.target.text);
  const named =
    form === 'origin' ? request.headers.find((it) => it.name.text.toLowerCase() === 'host')?.value : undefined;
  const at = form === 'schemeless' ? request.target : named;
  if (!at || !/^(?:localhost|127\.\d|\[::1\])/i.test(at.text)) return;
  const example = form === 'origin' ? `http://${at.text}/` : `http://${at.text}`;
  report(
    state,
    'hint',
    'assumed-https',
    at,
    `Without a scheme https is tried first, and on this computer then http. Write ${example.slice(0, 80)} to go there at once.`,
  );
}
