import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';

/** Names one request of one document, for as long as its name (or method and target) stands. */
export interface RequestRef {
  readonly uri: string;
  readonly id: string;
}

/**
 * The name, else method and target, and a count where several are alike.
 * Edits of headers and body, and of other requests, keep it: so the last answer stays with its request.
 */
export function requestId(file: HttpFile, request: RequestBlock): string {
  const title = titleOf(request);
  const before = file.requests.slice(0, file.requests.indexOf(request)).filter((it) => titleOf(it) === title).length;
  return before === 0 ? title : `${title}#${before + 1}`;
}

export function requestById(file: HttpFile, id: string): RequestBlock | undefined {
  return file.requests.find((it) => requestId(file, it) === id);
}

function titleOf(request: RequestBlock): string {
  return request.name || `${request.method.text} ${request.target.text}`;
}
