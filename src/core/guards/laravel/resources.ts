import { trimmed } from './groups.ts';
import type { Router } from './router.ts';
import { singular } from './singular.ts';
import {
  entriesOf,
  entryOf,
  isKind,
  type ListValue,
  type NamedValue,
  type PendingResource,
  type RouteDraft,
  stringsOf,
  type Value,
} from './value.ts';

/** The actions of a resource: methods, what follows the resource's path, whether it is about one of them. */
const actions: ReadonlyMap<
  string,
  { readonly methods: readonly string[]; readonly one: boolean; readonly more: string }
> = new Map([
  ['index', { methods: ['GET'], one: false, more: '' }],
  ['create', { methods: ['GET'], one: false, more: '/create' }],
  ['store', { methods: ['POST'], one: false, more: '' }],
  ['show', { methods: ['GET'], one: true, more: '' }],
  ['edit', { methods: ['GET'], one: true, more: '/edit' }],
  ['update', { methods: ['PUT', 'PATCH'], one: true, more: '' }],
  ['destroy', { methods: ['DELETE'], one: true, more: '' }],
]);

/** The names of the actions that a resource may have. */
export const resourceActions: readonly string[] = [...actions.keys()];

/** A call in the chain of a resource: `->only(['index'])`. */
export function resourceMethod(pending: PendingResource, name: string, args: readonly NamedValue[]): void {
  const value = args[0]?.value;
  const { options } = pending;
  switch (name) {
    case 'only':
    case 'except':
      options.set(name, isKind(value, 'list') ? value : listOf(args));
      return;
    case 'parameters':
    case 'names':
    case 'shallow':
      options.set(name, value ?? true);
      return;
    case 'parameter':
    case 'name': {
      const key = `${name}s`;
      const old = options.get(key);
      const items = isKind(old, 'list') ? old.items : [];
      const [of, by] = args;
      if (typeof of?.value === 'string' && by)
        options.set(key, { kind: 'list', items: [...items, { key: of.value, value: by.value, at: by.at }] });
      return;
    }
    case 'middleware':
      pending.middleware = entriesOf(args);
      return;
    case 'withoutMiddleware':
      pending.excluded = [...pending.excluded, ...entriesOf(args)];
      return;
    case 'middlewareFor':
    case 'withoutMiddlewareFor': {
      const entries = entriesOf(args.slice(1));
      const off = name === 'withoutMiddlewareFor';
      pending.perAction.push({
        actions: stringsOf(value),
        middleware: off ? [] : entries,
        excluded: off ? entries : [],
      });
      return;
    }
    case 'where':
      if (value !== undefined) options.set('wheres', value);
      return;
    case 'creatable':
    case 'destroyable':
      options.set(name, true);
  }
}

/** Which actions of a resource are registered, in the framework's order. */
export function actionsOf(pending: PendingResource): readonly string[] {
  const { options, singleton } = pending;
  const api = options.get('api') === true;
  let all = resourceActions;
  if (singleton) {
    const creatable = options.get('creatable') === true;
    all = [...(creatable ? ['create', 'store'] : []), 'show', 'edit', 'update'];
    if (creatable || options.get('destroyable') === true) all = [...all, 'destroy'];
  }
  const only = options.get('only');
  const except = options.get('except');
  if (only !== undefined) all = all.filter((it) => stringsOf(only).includes(it));
  else if (api) all = all.filter((it) => it !== 'create' && it !== 'edit');
  if (except !== undefined) all = all.filter((it) => !stringsOf(except).includes(it));
  return all;
}

/** Registers the routes of a resource as `ResourceRegistrar` does. */
export function registerResource(pending: PendingResource, router: Router): void {
  const slash = pending.name.lastIndexOf('/');
  if (slash >= 0) {
    const prefix = pending.name.slice(0, slash);
    const inner = { ...pending, name: pending.name.slice(slash + 1) };
    registerInside(inner, router, trimmed(prefix));
  } else registerInside(pending, router, '');
}

function registerInside(pending: PendingResource, router: Router, prefix: string): void {
  const { options } = pending;
  const segments = pending.name.split('.');
  const last = segments.at(-1) ?? '';
  const wildcard = (segment: string): string => parameterOf(segment, options.get('parameters'));
  const nested = (names: readonly string[]): string =>
    names.map((it, index) => (index === names.length - 1 ? it : `${it}/{${wildcard(it)}}`)).join('/');
  for (const action of actionsOf(pending)) {
    const about = actions.get(action);
    if (!about) continue;
    const one = about.one;
    const shallow = one && options.get('shallow') === true;
    const base = shallow ? last : nested(segments);
    const uri = `${base}${one && !pending.singleton ? `/{${wildcard(last)}}` : ''}${about.more}`;
    const own = pending.perAction.filter((it) => it.actions.includes(action));
    const where = options.get('wheres');
    const draft: RouteDraft = router.define(
      about.methods,
      prefix === '' ? uri : `${prefix}/${uri}`,
      {
        as: nameOf(pending, shallow ? last : pending.name, action),
        middleware: [...pending.middleware, ...own.flatMap((it) => it.middleware)],
        excluded: [...pending.excluded, ...own.flatMap((it) => it.excluded)],
        where: new Map(
          isKind(where, 'list')
            ? where.items.flatMap((it) => (typeof it.value === 'string' ? [[String(it.key), it.value] as const] : []))
            : [],
        ),
        unread: [],
      },
      pending.controller === '' ? undefined : `${pending.controller}@${action}`,
      pending.at,
    );
    if (pending.controller === '') draft.unread.push('Its controller is computed.');
  }
}

function parameterOf(segment: string, parameters: Value | undefined): string {
  const own = entryOf(parameters, segment)?.value;
  return (typeof own === 'string' ? own : singular(segment)).replaceAll('-', '_');
}

function nameOf(pending: PendingResource, resource: string, action: string): string {
  const names = pending.options.get('names');
  const own = entryOf(names, action)?.value;
  if (typeof own === 'string') return own;
  const as = pending.options.get('as') ?? pending.as;
  const prefix = typeof as === 'string' ? `${as}.` : '';
  return `${prefix}${typeof names === 'string' ? names : resource}.${action}`;
}

const listOf = (args: readonly NamedValue[]): ListValue => ({
  kind: 'list',
  items: args.map(({ value, at }, key) => ({ key, value, at })),
});
