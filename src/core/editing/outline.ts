import type { HttpFile, Span } from '../http/httpFile.ts';

/** An entry of the outline: a request, or a variable with its raw value. */
export interface OutlineItem {
  readonly kind: 'request' | 'variable';
  readonly name: string;
  /** A request's method and target, where they are not its name already. A variable shows nothing: values may be secret. */
  readonly detail: string;
  /** The whole item. */
  readonly span: Span;
  /** What is selected when it is chosen; lies inside the span. */
  readonly selection: Span;
}

/** The file's requests and variables, in document order. */
export function outline(file: HttpFile): readonly OutlineItem[] {
  const requests = file.requests.map((request): OutlineItem => {
    const line = `${request.method.text} ${request.target.text}`;
    const { start, end } = request.requestLine;
    return {
      kind: 'request',
      name: request.name || line,
      detail: request.name ? line : '',
      span: request.span,
      selection: { start, end },
    };
  });
  const variables = file.definitions.map((it): OutlineItem => {
    const span = { start: it.start, end: it.end };
    return {
      kind: 'variable',
      name: it.name.text,
      detail: '',
      span,
      selection: { start: it.name.start, end: it.name.end },
    };
  });
  return [...requests, ...variables].sort((a, b) => a.selection.start - b.selection.start);
}
