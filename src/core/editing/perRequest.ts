import type { HttpFile, RequestBlock, Span } from '../http/httpFile.ts';

/** What was found in each request of a file, kept from one text of the file to the next. */
export interface PerRequest<Found> {
  /**
   * Begins with a new text. `basis` tells what besides the text decides: while its parts stay the same objects, what was
   * found stays found.
   */
  begin(file: HttpFile, basis: readonly unknown[]): Round<Found>;
}

export interface Round<Found> {
  /** What was found in a request of this text, in the order of the file. */
  known(request: RequestBlock): Found | undefined;
  keep(request: RequestBlock, found: Found): void;
}

/**
 * A keystroke changes one request of many: what was found in the others is kept under their text. A request is looked at
 * anew when its text changed, a definition above or anywhere in the file, a request's name, a script, or the basis. What is kept may
 * hold no offsets but those that count from the request's start.
 */
export function createPerRequest<Found>(): PerRequest<Found> {
  let last: { readonly basis: readonly unknown[]; readonly names: string } | undefined;
  let kept = new Map<string, Found>();
  return {
    begin(file, basis) {
      const names = namesOf(file);
      const before = last?.names === names && sameParts(last.basis, basis) ? kept : new Map<string, Found>();
      const now = new Map<string, Found>();
      let definitions = 0;
      let current: { readonly request: RequestBlock; readonly key: string } | undefined;
      const keyOf = (request: RequestBlock): string => {
        if (current?.request === request) return current.key;
        while (isBefore(file.definitions[definitions], request)) definitions++;
        const key = `${definitions} ${file.text.slice(request.span.start, request.span.end)}`;
        current = { request, key };
        return key;
      };
      last = { basis, names };
      kept = now;
      return {
        known: (request) => before.get(keyOf(request)) ?? now.get(keyOf(request)),
        keep: (request, found) => void now.set(keyOf(request), found),
      };
    },
  };
}

/** A span as it counts from a request's start, or from the file's again. */
export function movedBy({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

const matters: ReadonlySet<string> = new Set(['script', 'handler', 'import']);

/** What one request may need of the rest of its file: the definitions, and what the others are called. */
function namesOf({ definitions, requests, attachments }: HttpFile): string {
  return JSON.stringify([
    definitions.map((it) => [it.name.text, it.value.text]),
    requests.map((it) => it.name),
    attachments.map((it) => it.kind),
    // What scripts set, and what files are imported, counts for all requests.
    [...attachments, ...requests.flatMap((it) => it.attachments)].flatMap((it) =>
      matters.has(it.kind) ? [it.text] : [],
    ),
    requests.flatMap((it) => it.directives.flatMap((at) => (at.name === 'import' ? [at.argument] : []))),
  ]);
}

function isBefore(definition: Span | undefined, request: RequestBlock): boolean {
  return definition !== undefined && definition.start < request.requestLine.start;
}

function sameParts(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((it, index) => it === other[index]);
}
