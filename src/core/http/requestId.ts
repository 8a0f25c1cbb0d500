import type { HttpFile, RequestBlock } from './httpFile.ts';

/**
 * The name, else method and target, and a count where several are alike.
 * Edits of headers and body, and of other requests, keep it: so the last answer stays with its request.
 */
export function requestId(file: HttpFile, request: RequestBlock): string {
  return idsOf(file).get(request) ?? titleOf(request);
}

export function requestById(file: HttpFile, id: string): RequestBlock | undefined {
  return file.requests.find((it) => requestId(file, it) === id);
}

/** A parsed file never changes, and many features ask for its ids after each keystroke. */
const known = new WeakMap<HttpFile, ReadonlyMap<RequestBlock, string>>();

function idsOf(file: HttpFile): ReadonlyMap<RequestBlock, string> {
  const before = known.get(file);
  if (before) return before;
  const counts = new Map<string, number>();
  const ids = new Map<RequestBlock, string>();
  for (const request of file.requests) {
    const title = titleOf(request);
    const count = (counts.get(title) ?? 0) + 1;
    counts.set(title, count);
    ids.set(request, count === 1 ? title : `${title}#${count}`);
  }
  known.set(file, ids);
  return ids;
}

function titleOf(request: RequestBlock): string {
  return request.name || `${request.method.text} ${request.target.text}`;
}
