import type { SourcePlace } from '../route.ts';
import { argument, entriesOf, type Group, isKind, type NamedValue, type Value, wrapped } from './value.ts';

export const noGroup: Group = { middleware: [], excluded: [], where: new Map(), unread: [] };

/** What a group is within another: `RouteGroup::merge`. */
export function mergedGroup(inner: Group, outer: Group): Group {
  const prefix = inner.prefix === undefined ? outer.prefix : `${trimmed(outer.prefix ?? '')}/${trimmed(inner.prefix)}`;
  const namespace =
    inner.namespace === undefined
      ? outer.namespace
      : outer.namespace !== undefined && !inner.namespace.startsWith('\\')
        ? `${bare(outer.namespace)}\\${bare(inner.namespace)}`
        : bare(inner.namespace);
  const as = outer.as === undefined ? inner.as : outer.as + (inner.as ?? '');
  const controller = inner.controller ?? outer.controller;
  const domain = inner.domain ?? outer.domain;
  return {
    ...(as !== undefined && { as }),
    ...(controller !== undefined && { controller }),
    ...(domain !== undefined && { domain }),
    ...(namespace !== undefined && { namespace }),
    ...(prefix !== undefined && { prefix }),
    middleware: [...outer.middleware, ...inner.middleware],
    excluded: [...outer.excluded, ...inner.excluded],
    where: new Map([...outer.where, ...inner.where]),
    unread: [...outer.unread, ...inner.unread],
  };
}

/** A group with one more attribute, as the fluent methods of the router set it; undefined: there is no such attribute. */
export function withAttribute(group: Group, name: string, args: readonly NamedValue[]): Group | undefined {
  const first = args[0];
  const at: SourcePlace = first?.at ?? { file: '', line: 0 };
  const text = (key: 'as' | 'domain' | 'namespace' | 'prefix' | 'controller'): Group => {
    const value = first?.value;
    if (typeof value === 'string') return { ...group, [key]: value };
    if (typeof value === 'number') return { ...group, [key]: String(value) };
    if (value === null || value === undefined) return group;
    const said = isKind(value, 'unknown') ? value.text : key;
    const unread = [...group.unread, `The ${key === 'as' ? 'name' : key} of a group is computed: ${said}.`];
    const shape = isKind(value, 'unknown') ? value.shape : undefined;
    return key === 'prefix' ? { ...group, prefix: shape ?? '{?}', unread } : { ...group, unread };
  };
  switch (name) {
    case 'name':
    case 'as':
      return text('as');
    case 'domain':
    case 'namespace':
    case 'prefix':
    case 'controller':
      return text(name);
    case 'middleware':
      return { ...group, middleware: entriesOf(args) };
    case 'withoutMiddleware':
    case 'excluded_middleware':
      return { ...group, excluded: [...group.excluded, ...entriesOf(args)] };
    case 'can':
      return { ...group, middleware: [...group.middleware, canEntry(args, at)] };
    case 'where':
      return { ...group, where: new Map([...group.where, ...wheres(args)]) };
    case 'whereNumber':
    case 'whereAlpha':
    case 'whereAlphaNumeric':
    case 'whereUuid':
    case 'whereUlid':
    case 'whereIn':
      return { ...group, where: new Map([...group.where, ...wheresOf(name, args)]) };
    case 'scopeBindings':
    case 'withoutScopedBindings':
    case 'scope_bindings':
    case 'missing':
    case 'block':
    case 'metadata':
      return group;
  }
  return undefined;
}

/** A group from an array of attributes, as `Route::group([...], …)` takes it. */
export function groupOf(attributes: Value | undefined): Group {
  if (!isKind(attributes, 'list')) return noGroup;
  let group = noGroup;
  for (const { key, value, at } of attributes.items)
    if (typeof key === 'string') group = withAttribute(group, key, [{ value, at }]) ?? group;
  return group;
}

/** `->can('update', 'post')` and what it is as a middleware. */
export function canEntry(args: readonly NamedValue[], at: SourcePlace): { name: string; at: SourcePlace } {
  const ability = argument(args, 0)?.value;
  const models = wrapped(argument(args, 1)?.value, at).map(({ value }) => textOf(value));
  return { name: [`can:${textOf(ability)}`, ...models].join(','), at };
}

const textOf = (value: Value | undefined): string =>
  typeof value === 'string' ? value : isKind(value, 'unknown') ? value.text : String(value ?? '');

/** `where('id', '[0-9]+')` and `where(['id' => …])`. */
export function wheres(args: readonly NamedValue[]): readonly (readonly [string, string])[] {
  const [first, second] = args;
  if (typeof first?.value === 'string' && typeof second?.value === 'string') return [[first.value, second.value]];
  if (!isKind(first?.value, 'list')) return [];
  return first.value.items.flatMap(({ key, value }) =>
    typeof value === 'string' ? [[String(key), value] as const] : [],
  );
}

/** `whereNumber('id')`, `whereIn('kind', ['a', 'b'])` and their like. */
export function wheresOf(name: string, args: readonly NamedValue[]): readonly (readonly [string, string])[] {
  const at = args[0]?.at ?? { file: '', line: 0 };
  const parameters = wrapped(args[0]?.value, at);
  const values = wrapped(args[1]?.value, at);
  const pattern = name === 'whereIn' ? values.map(({ value }) => textOf(value)).join('|') : constraints.get(name);
  if (pattern === undefined) return [];
  return parameters.flatMap(({ value }) => (typeof value === 'string' ? [[value, pattern] as const] : []));
}

const constraints: ReadonlyMap<string, string> = new Map([
  ['whereNumber', '[0-9]+'],
  ['whereAlpha', '[a-zA-Z]+'],
  ['whereAlphaNumeric', '[a-zA-Z0-9]+'],
  ['whereUuid', '[\\da-fA-F]{8}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{4}-[\\da-fA-F]{12}'],
  ['whereUlid', '[0-7][0-9a-hjkmnp-tv-zA-HJKMNP-TV-Z]{25}'],
]);

const bare = (name: string): string => trimmed(name, '\\');

/** Without slashes, or another character, at both ends. */
export function trimmed(text: string, by = '/'): string {
  let start = 0;
  let end = text.length;
  while (start < end && text[start] === by) start++;
  while (end > start && text[end - 1] === by) end--;
  return text.slice(start, end);
}
