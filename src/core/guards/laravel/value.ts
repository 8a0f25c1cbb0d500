import type { ExprOf } from '../php/ast.ts';
import type { SourcePlace } from '../route.ts';

/** What a PHP expression is known to be worth. Classes by name are strings, as in PHP; so are files, see `fileMark`. */
export type Value =
  | string
  | number
  | boolean
  | null
  | ListValue
  | ClosureValue
  | { readonly kind: 'registrar'; readonly group: Group }
  | { readonly kind: 'routes'; readonly routes: readonly RouteDraft[] }
  | { readonly kind: 'resource'; readonly pending: readonly PendingResource[] }
  | { readonly kind: 'object'; readonly of: string; readonly args: readonly NamedValue[] }
  /** The router, the application, the kernel, the gate, Laravel 11's builder of an application and its middleware. */
  | { readonly kind: 'router' | 'app' | 'kernel' | 'builder' | 'middleware' | 'gate' }
  | { readonly kind: 'this'; readonly of: string }
  | { readonly kind: 'options'; readonly entries: readonly ControllerEntry[] }
  | UnknownValue;

export interface NamedValue {
  readonly name?: string;
  readonly value: Value;
  readonly at: SourcePlace;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly key: string | number;
  readonly value: Value;
  readonly at: SourcePlace;
}

export interface ClosureValue {
  readonly kind: 'closure';
  readonly code: ExprOf<'closure'>;
  readonly scope: Scope;
}

export interface UnknownValue {
  readonly kind: 'unknown';
  /** As written, on one line. */
  readonly text: string;
  /** For a text of which parts are known: it, with `{?}` for the others. */
  readonly shape?: string;
}

/** Where code runs: its file, its class, its variables. */
export interface Scope {
  readonly file: string;
  readonly self?: string;
  readonly variables: Map<string, Value>;
}

/** A middleware as it was put in front of something. */
export interface Entry {
  /** `auth:sanctum`, a class name, a name of a group; for what is computed, its text, and `unknown`. */
  readonly name: string;
  readonly at: SourcePlace;
  readonly closure?: ClosureValue;
  readonly unknown?: true;
}

/** A middleware that a controller puts in front of its methods. */
export interface ControllerEntry {
  readonly entry: Entry;
  only?: readonly ListItem[];
  except?: readonly ListItem[];
}

/** Attributes of a group of routes. */
export interface Group {
  readonly as?: string;
  readonly controller?: string;
  readonly domain?: string;
  readonly namespace?: string;
  readonly prefix?: string;
  readonly middleware: readonly Entry[];
  readonly excluded: readonly Entry[];
  readonly where: ReadonlyMap<string, string>;
  /** What of it is computed. */
  readonly unread: readonly string[];
}

/** A route while it is being defined: its own methods change it, as they do in the framework. */
export interface RouteDraft {
  methods: readonly string[];
  /** Without the first slash, as the framework holds it; `/` alone. Parts that are computed are `{?}`. */
  uri: string;
  /** `Class@method`, a function, or undefined where that is not known. */
  action: string | ClosureValue | undefined;
  name: string | undefined;
  middleware: readonly Entry[];
  excluded: readonly Entry[];
  where: ReadonlyMap<string, string>;
  domain: string | undefined;
  fallback: boolean;
  readonly at: SourcePlace;
  readonly unread: string[];
}

/** A resource: its routes are registered when the statement ends that it is declared in. */
export interface PendingResource {
  readonly name: string;
  readonly controller: string;
  readonly singleton: boolean;
  readonly at: SourcePlace;
  readonly options: Map<string, Value>;
  middleware: readonly Entry[];
  excluded: readonly Entry[];
  /** Laravel 12's `middlewareFor`. */
  readonly perAction: {
    readonly actions: readonly string[];
    readonly middleware: readonly Entry[];
    readonly excluded: readonly Entry[];
  }[];
  as: string | undefined;
}

/** What is handed to those who carry out calls: runs functions and files of the project. */
export interface Runner {
  /** `bound`: what `$this` is in there, where it is not what it was. */
  call(closure: ClosureValue, args: readonly Value[], bound?: Value): Value;
  /** Runs a file by a string that begins with `fileMark`. False: it is not there. */
  include(path: string, variables: ReadonlyMap<string, Value>): boolean;
}

/** How deep calls may go. */
export const deepestCall = 40;
/** Characters of a text that is put together; what is longer is not known. */
export const longestText = 10_000;
/** Items of a list that is put together. */
export const mostItems = 5_000;
/** Rounds of a loop over a list. */
export const mostRounds = 500;

/** What a string begins with that is a path within the folder that is read. */
export const fileMark = '\0/';

export const isKind = <Kind extends string>(
  value: Value | undefined,
  kind: Kind,
): value is Extract<Value, { readonly kind: Kind }> =>
  typeof value === 'object' && value !== null && value.kind === kind;

/** The items of a list, or the value itself as the only one, as `Arr::wrap` does; nothing for null. */
export function wrapped(value: Value | undefined, at: SourcePlace): readonly ListItem[] {
  if (value === undefined || value === null) return [];
  return isKind(value, 'list') ? value.items : [{ key: 0, value, at }];
}

export const entryOf = (value: Value | undefined, key: string): ListItem | undefined =>
  isKind(value, 'list') ? value.items.find((it) => it.key === key) : undefined;

/** The strings of a list, or the one string. */
export const stringsOf = (value: Value | undefined): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : isKind(value, 'list')
      ? value.items.flatMap((it) => (typeof it.value === 'string' ? it.value : []))
      : [];

/** The argument at a place or of a name. */
export const argument = (args: readonly NamedValue[], index: number, name?: string): NamedValue | undefined =>
  args.find((it) => name !== undefined && it.name === name) ??
  (args[index]?.name === undefined ? args[index] : undefined);

/** Middleware in one place at most. */
const mostEntries = 300;

/** What middleware an argument, or all of them, put in front: strings, lists, functions. */
export function entriesOf(args: readonly NamedValue[]): readonly Entry[] {
  const entries: Entry[] = [];
  let left = 10 * mostEntries;
  const add = (value: Value, at: SourcePlace, depth: number): void => {
    if (--left < 0 || entries.length >= mostEntries || depth > 3) return;
    if (isKind(value, 'list')) for (const it of value.items.slice(0, mostEntries)) add(it.value, it.at, depth + 1);
    else if (typeof value === 'string') entries.push(...(value === '' ? [] : [{ name: value, at }]));
    else if (isKind(value, 'closure')) entries.push({ name: 'Closure', at, closure: value });
    else if (isKind(value, 'unknown')) entries.push({ name: value.text, at, unknown: true });
    else if (isKind(value, 'object')) entries.push({ name: value.of, at });
  };
  for (const { value, at } of args) add(value, at, 0);
  return entries;
}

export const unknown = (text: string): Value => ({ kind: 'unknown', text });

/** A text of which parts are known. */
export const partly = (text: string, parts: readonly Value[]): Value => ({
  kind: 'unknown',
  text,
  shape: parts
    .map((it) => (isPlain(it) ? String(it) : isKind(it, 'unknown') ? (it.shape ?? '{?}') : '{?}'))
    .join('')
    .slice(0, longestText),
});

export const itemOf = (key: string | number, value: Value, file: string, line: number): ListItem => ({
  key,
  value,
  at: { file, line },
});

/** Plain values as one text; with what is not plain, as much of it as is known. */
export function concatenated(text: string, parts: readonly Value[]): Value {
  const length = parts.reduce<number>((sum, it) => sum + (typeof it === 'string' ? it.length : 20), 0);
  return parts.every(isPlain) && length <= longestText ? parts.join('') : partly(text, parts);
}

export const isPlain = (value: Value | undefined): value is string | number =>
  typeof value === 'string' || typeof value === 'number';
