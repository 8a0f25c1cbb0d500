import { createPerRequest, movedBy } from '../core/editing/perRequest.ts';
import type { HttpFile, RequestBlock, Span } from '../core/http/httpFile.ts';
import { resolveRequest } from '../core/resolve/resolve.ts';
import { scopeFor } from '../core/variables/asUser.ts';
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

/** Looks at a request anew only where something changed that decides: see `createPerRequest`. */
export function createUnresolvedFinder(): UnresolvedFinder {
  const requests = createPerRequest<readonly Unresolved[]>();
  return {
    find(file, scope, basis) {
      const round = requests.begin(file, basis);
      const marks = new Map<string, Unresolved>();
      for (const request of file.requests) {
        if (mostMarks <= marks.size) break;
        const { start, end } = request.span;
        const relative = round.known(request);
        const found = relative ? moved(relative, start) : look(file, request, scope);
        for (const it of found) marks.set(`${it.span.start} ${it.name}`, it);
        // A definition elsewhere is marked where it stands: that moves in other ways than the request.
        if (relative) round.keep(request, relative);
        else if (found.every(({ span }) => start <= span.start && span.end <= end))
          round.keep(request, moved(found, -start));
      }
      return [...marks.values()].slice(0, mostMarks);
    },
  };
}

function look(file: HttpFile, request: RequestBlock, scope: Scope): readonly Unresolved[] {
  const resolution = resolveRequest(file, request, scopeFor(request, scope));
  if (resolution.kind !== 'unresolved') return [];
  return resolution.problems.flatMap(({ span, variable, message }) =>
    span && variable ? [{ span, name: variable.name, message }] : [],
  );
}

function moved(found: readonly Unresolved[], by: number): readonly Unresolved[] {
  return found.map((it) => ({ ...it, span: movedBy(it.span, by) }));
}
