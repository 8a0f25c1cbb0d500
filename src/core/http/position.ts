import type { Definition, HttpFile, Part, PartKind, RequestBlock, Span } from './httpFile.ts';
import { scanReferences } from './references.ts';
import { requestNamed } from './requestNamed.ts';

/** A `{{reference}}` in the text, braces included in the span, and where its value is written, if in this file. */
export interface Reference {
  /** What stands between the braces, trimmed. */
  readonly name: string;
  readonly span: Span;
  /** The definition in force at this place: the nearest one above, else the first below. */
  readonly definition?: Definition;
  /** The request whose exchange the reference reaches into. */
  readonly request?: RequestBlock;
}

/** The 0-based line of an offset. */
export function lineOf(file: HttpFile, offset: number): number {
  return lastAtMost(file.lineStarts, (it) => it, offset);
}

/** The request whose block holds the offset. */
export function requestAt(file: HttpFile, offset: number): RequestBlock | undefined {
  const request = file.requests[lastAtMost(file.requests, (it) => it.span.start, offset)];
  return request && request.span.start <= offset && offset <= request.span.end ? request : undefined;
}

/** The part that holds the character at an offset; the last one at the end of the text. */
export function partAt(file: HttpFile, offset: number): Part | undefined {
  return file.parts[lastAtMost(file.parts, (it) => it.start, offset)];
}

/** The reference around an offset, both ends included. */
export function referenceAt(file: HttpFile, offset: number): Reference | undefined {
  const line = lineOf(file, offset);
  const span = { start: file.lineStarts[line] ?? 0, end: file.lineStarts[line + 1] ?? file.text.length };
  return references(file, span).find((it) => it.span.start <= offset && offset <= it.span.end);
}

/** The references that lie in a span, in order. Comments, scripts and what is not sent hold none. */
export function references(file: HttpFile, span: Span): readonly Reference[] {
  const found: Reference[] = [];
  for (let i = lastAtMost(file.parts, (it) => it.start, span.start); i < file.parts.length; i++) {
    const part = file.parts[i];
    if (!part || span.end <= part.start) break;
    if (!holdsReferences.has(part.kind)) continue;
    const start = Math.max(part.start, span.start);
    for (const it of scanReferences(file.text.slice(start, Math.min(part.end, span.end)))) {
      if (it.kind === 'reference') {
        found.push(locate(file, it.name, { start: start + it.start, end: start + it.end }));
      }
    }
  }
  return found;
}

/** Everything that refers to what a definition or a request name at this offset names, and the definitions of it. */
export function occurrences(
  file: HttpFile,
  offset: number,
): { readonly name: string; readonly spans: readonly Span[] } | undefined {
  const definition = file.definitions.find((it) => it.name.start <= offset && offset <= it.name.end);
  const request = file.requests.find((it) => it.nameSpan && it.nameSpan.start <= offset && offset <= it.nameSpan.end);
  const name = definition?.name.text ?? request?.name ?? rootOf(referenceAt(file, offset)?.name ?? '');
  if (name === '') return undefined;
  const written = file.definitions.filter((it) => it.name.text === name).map((it) => it.name);
  const named = file.requests.flatMap((it) => (it.name === name && it.nameSpan ? [it.nameSpan] : []));
  const used = references(file, { start: 0, end: file.text.length })
    .filter((it) => rootOf(it.name) === name)
    .map((it) => it.span);
  const spans = [...written, ...named, ...used].map(({ start, end }) => ({ start, end }));
  return { name, spans: spans.sort((a, b) => a.start - b.start) };
}

const holdsReferences: ReadonlySet<PartKind> = new Set([
  'request-line',
  'target-continuation',
  'header',
  'body',
  'definition',
  'unknown',
]);

function locate(file: HttpFile, name: string, span: Span): Reference {
  const root = rootOf(name);
  const definition =
    file.definitions.findLast((it) => it.name.text === root && it.end <= span.start) ??
    file.definitions.find((it) => it.name.text === root && span.end <= it.start);
  const request = definition ? undefined : requestNamed(file, root, span.start);
  return { name, span, ...(definition ? { definition } : {}), ...(request ? { request } : {}) };
}

/** `login` of `login.response.body.$.id`; `%` before a name asks for percent-encoding. */
function rootOf(name: string): string {
  return name.startsWith('$') ? name : (/^%?([^.[\s]*)/.exec(name)?.[1] ?? '');
}

/** The index of the last item, in ascending order, whose value is at most `limit`; 0 if there is none. */
function lastAtMost<T>(items: readonly T[], value: (item: T) => number, limit: number): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const item = items[middle];
    if (item !== undefined && value(item) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
