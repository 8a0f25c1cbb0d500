import type { HttpFile, RequestBlock } from './httpFile.ts';

/** The request that a name refers to from `at`: the nearest before, else the last one. The whole name counts first. */
export function requestNamed(file: HttpFile, name: string, at: number): RequestBlock | undefined {
  const named = namesOf(file).get(name) ?? [];
  return named.findLast((it) => it.requestSpan.start < at) ?? named.at(-1);
}

/** A parsed file never changes, and a long one is asked for many names at each keystroke. */
const indexes = new WeakMap<HttpFile, ReadonlyMap<string, readonly RequestBlock[]>>();

function namesOf(file: HttpFile): ReadonlyMap<string, readonly RequestBlock[]> {
  const before = indexes.get(file);
  if (before) return before;
  const exact = new Map<string, RequestBlock[]>();
  const other = new Map<string, RequestBlock[]>();
  for (const request of file.requests) {
    if (request.name === '') continue;
    add(exact, request.name, request);
    for (const name of new Set(otherNames(request.name))) add(other, name, request);
  }
  const index = new Map([...other, ...exact]);
  indexes.set(file, index);
  return index;
}

function add(index: Map<string, RequestBlock[]>, name: string, request: RequestBlock): void {
  const known = index.get(name);
  if (known) known.push(request);
  else index.set(name, [request]);
}

/** A name of several words: the draft standard takes the first one, httpYac makes `myLogin` of `my login` and `my-login`. */
function otherNames(requestName: string): readonly string[] {
  const camel = requestName.replace(/[\s-]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  return [requestName.split(/\s/, 1)[0] ?? requestName, camel];
}
