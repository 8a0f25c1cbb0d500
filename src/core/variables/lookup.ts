import type { Definition, HttpFile, RequestBlock, Span } from '../http/httpFile.ts';
import type { EnvironmentValue, Layer } from './environments.ts';

/** Where a name has its value. */
export type Source =
  | { readonly kind: 'prompt'; readonly name: string; readonly label: string; readonly secret: boolean }
  | { readonly kind: 'runtime'; readonly text: string }
  /** `file`: where it stands, if not in the file that was asked about. */
  | { readonly kind: 'definition'; readonly definition: Definition; readonly file?: HttpFile }
  | { readonly kind: 'layer'; readonly layer: Layer; readonly value: EnvironmentValue };

/** Where a template stands. `where` is for words: `the Authorization header`. */
export interface TemplatePlace {
  readonly span: Span;
  readonly where: string;
}

export interface LookupPlace {
  readonly file: HttpFile;
  /** The request whose prompts count. */
  readonly request: RequestBlock | undefined;
  /** Offset in the file; definitions before it count first. Undefined inside an environment's value: files don't reach there. */
  readonly at: number | undefined;
}

interface Places {
  readonly layers: readonly Layer[];
  readonly runtime: ReadonlyMap<string, string>;
  readonly imports?: readonly HttpFile[];
}

/**
 * Finds what a name stands for: prompt, set while running, the file (nearest definition before, else the next one
 * after, as REST Client and JetBrains allow), the files it imports, then the layers. `skip` leaves out what is being resolved right now, so
 * that `@host = {{host}}` reads the environment's.
 */
export function findSource(
  name: string,
  place: LookupPlace,
  places: Places,
  skip: (it: Definition | EnvironmentValue) => boolean,
): Source | undefined {
  const { file, request, at } = place;
  if (at !== undefined) {
    const prompt = request && promptNamed(name, request);
    if (prompt) return prompt;
  }
  const text = places.runtime.get(name);
  if (text !== undefined) return { kind: 'runtime', text };
  if (at !== undefined) {
    const named = file.definitions.filter((it) => it.name.text === name && !skip(it));
    const definition = named.findLast((it) => it.start < at) ?? named[0];
    if (definition) return { kind: 'definition', definition };
    for (const other of places.imports ?? []) {
      const imported = other.definitions.findLast((it) => it.name.text === name && !skip(it));
      if (imported) return { kind: 'definition', definition: imported, file: other };
    }
  }
  for (const layer of places.layers) {
    const value = layer.variables.get(name);
    if (value !== undefined && !skip(value)) return { kind: 'layer', layer, value };
  }
  return undefined;
}

/** `# @prompt name label…`; kulala's `# @secret name` asks without echo. Names of passwords are hidden as REST Client does. */
function promptNamed(name: string, request: RequestBlock): Source | undefined {
  for (const directive of request.directives) {
    if (directive.name !== 'prompt' && directive.name !== 'secret') continue;
    const asked = /^\S+/.exec(directive.argument)?.[0] ?? '';
    const label = directive.argument.slice(asked.length).trim();
    if (asked !== name) continue;
    const secret = directive.name === 'secret' || /^(?:password|passwd|pass)$/i.test(name);
    return { kind: 'prompt', name, label: label || name, secret };
  }
  return undefined;
}

/** Every name that could have been meant, for close spellings and completion. */
export function knownNames(place: LookupPlace, places: Places): readonly string[] {
  const prompts = place.request?.directives
    .filter((it) => it.name === 'prompt' || it.name === 'secret')
    .map((it) => it.argument.split(/\s/, 1)[0] ?? '');
  return [
    ...(prompts ?? []),
    ...places.runtime.keys(),
    ...[place.file, ...(places.imports ?? [])].flatMap((it) => it.definitions.map(({ name }) => name.text)),
    ...places.layers.flatMap((it) => [...it.variables.keys()]),
  ];
}
