import type { HttpFile, RequestBlock, Span } from '../core/http/httpFile.ts';
import { resolveRequest } from '../core/resolve/resolve.ts';
import type { Scope } from '../core/variables/scope.ts';

/** A reference that has no value, where it stands. */
export interface Unresolved {
  readonly span: Span;
  readonly name: string;
  readonly message: string;
}

/** Finds the references without a value in a file, over and over while it is edited. */
export interface UnresolvedFinder {
  /** `basis` tells what besides the text decides: while its parts stay the same objects, what was found stays found. */
  find(file: HttpFile, scope: Scope, basis: readonly unknown[]): readonly Unresolved[];
}

/** More marks than this help nobody, and the editor lists no more than a thousand. */
const mostMarks = 500;

/**
 * A keystroke changes one request of many: what was found in the others is kept under their text. A request is looked at
 * anew when its text changed, a definition above or anywhere in the file, a request's name, or the basis.
 */
export function createUnresolvedFinder(): UnresolvedFinder {
  let last: { readonly basis: readonly unknown[]; readonly names: string } | undefined;
  let known = new Map<string, readonly Unresolved[]>();
  return {
    find(file, scope, basis) {
      const names = namesOf(file);
      const same = last?.names === names && sameParts(last.basis, basis);
      const before = same ? known : new Map<string, readonly Unresolved[]>();
      const now = new Map<string, readonly Unresolved[]>();
      const marks = new Map<string, Unresolved>();
      let definitions = 0;
      for (const request of file.requests) {
        if (mostMarks <= marks.size) break;
        while (isBefore(file.definitions[definitions], request)) definitions++;
        const { start, end } = request.span;
        const key = `${definitions} ${file.text.slice(start, end)}`;
        const relative = before.get(key) ?? now.get(key);
        const found = relative ? moved(relative, start) : look(file, request, scope);
        for (const it of found) marks.set(`${it.span.start} ${it.name}`, it);
        // A definition elsewhere is marked where it stands: that moves in other ways than the request.
        if (relative) now.set(key, relative);
        else if (found.every(({ span }) => start <= span.start && span.end <= end)) now.set(key, moved(found, -start));
      }
      last = { basis, names };
      known = now;
      return [...marks.values()].slice(0, mostMarks);
    },
  };
}

function look(file: HttpFile, request: RequestBlock, scope: Scope): readonly Unresolved[] {
  const resolution = resolveRequest(file, request, scope);
  if (resolution.kind !== 'unresolved') return [];
  return resolution.problems.flatMap(({ span, variable, message }) =>
    span && variable ? [{ span, name: variable.name, message }] : [],
  );
}

function moved(found: readonly Unresolved[], by: number): readonly Unresolved[] {
  return found.map((it) => ({ ...it, span: { start: it.span.start + by, end: it.span.end + by } }));
}

/** What one request may need of the rest of its file: the definitions, and what the others are called. */
function namesOf({ definitions, requests, attachments }: HttpFile): string {
  return JSON.stringify([
    definitions.map((it) => [it.name.text, it.value.text]),
    requests.map((it) => it.name),
    attachments.map((it) => it.kind),
  ]);
}

function isBefore(definition: Span | undefined, request: RequestBlock): boolean {
  return definition !== undefined && definition.start < request.requestLine.start;
}

function sameParts(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((it, index) => it === other[index]);
}
