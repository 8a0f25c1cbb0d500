import type { SourcePlace } from '../route.ts';
import { canEntry, groupOf, mergedGroup, noGroup, trimmed, wheres, wheresOf, withAttribute } from './groups.ts';
import { registerResource, resourceMethod } from './resources.ts';
import {
  argument,
  type ClosureValue,
  entriesOf,
  entryOf,
  fileMark,
  type Group,
  isKind,
  type NamedValue,
  type PendingResource,
  type RouteDraft,
  type Runner,
  stringsOf,
  type Value,
} from './value.ts';

/** Routes at most; more are not read. */
const mostRoutes = 20_000;

const verbs: ReadonlyMap<string, readonly string[]> = new Map([
  ['get', ['GET']],
  ['post', ['POST']],
  ['put', ['PUT']],
  ['patch', ['PATCH']],
  ['delete', ['DELETE']],
  ['options', ['OPTIONS']],
  ['any', ['*']],
  ['view', ['GET']],
  ['inertia', ['GET']],
  ['livewire', ['GET']],
  ['redirect', ['*']],
  ['permanentRedirect', ['*']],
  ['match', []],
  ['fallback', ['GET']],
]);

/** The framework's router: what the route files call, in the order in which they do. */
export class Router {
  readonly routes: RouteDraft[] = [];
  readonly macros = new Map<string, ClosureValue>();
  readonly patterns = new Map<string, string>();
  /** Parameters that are bound to a model by name: `Route::model('post', Post::class)`. */
  readonly models = new Map<string, string>();
  readonly unread: { readonly at: SourcePlace; readonly says: string }[] = [];
  /** All resources, as they were declared. */
  readonly declared: PendingResource[] = [];
  readonly #stack: Group[] = [];
  readonly #runner: Runner;
  #pending: { readonly resource: PendingResource; readonly stack: readonly Group[] }[] = [];

  constructor(runner: Runner) {
    this.#runner = runner;
  }

  get group(): Group {
    return this.#stack.at(-1) ?? noGroup;
  }

  /** A call on the router itself: `Route::get(...)`. Undefined: it is none that defines something. */
  call(name: string, args: readonly NamedValue[], at: SourcePlace): Value | undefined {
    const macro = this.macros.get(name);
    if (macro)
      return this.#runner.call(
        macro,
        args.map((it) => it.value),
        { kind: 'router' },
      );
    if (name === 'group') {
      const [first, second] = args;
      if (first && !second) this.enter(noGroup, first.value);
      else if (second) this.enter(groupOf(first?.value), second.value);
      return { kind: 'router' };
    }
    if (name === 'version') return this.#version(args, at);
    if (name === 'macro') {
      const [key, closure] = args;
      if (typeof key?.value === 'string' && isKind(closure?.value, 'closure'))
        this.macros.set(key.value, closure.value);
      return null;
    }
    if (name === 'pattern' || name === 'patterns') {
      for (const [key, value] of wheres(args)) this.patterns.set(key, value);
      return null;
    }
    if (name === 'model' || name === 'bind') {
      const [key, model] = args;
      if (typeof key?.value === 'string' && typeof model?.value === 'string') this.models.set(key.value, model.value);
      return null;
    }
    const group = withAttribute(noGroup, name, args);
    if (group) return { kind: 'registrar', group };
    return this.onGroup(noGroup, name, args, at);
  }

  /** A version of an API by the package dingo/api: its routes lie under a prefix that the environment sets. */
  #version(args: readonly NamedValue[], at: SourcePlace): Value | undefined {
    const inside = args.at(-1)?.value;
    if (!isKind(inside, 'closure')) return undefined;
    const group = args.length > 2 ? groupOf(args[1]?.value) : noGroup;
    const says = `The prefix of the API, as API_PREFIX sets it, is not known: api is supposed (${at.file}:${at.line}).`;
    this.enter({ ...group, prefix: `api/${group.prefix ?? ''}`, unread: [...group.unread, says] }, inside);
    return { kind: 'router' };
  }

  /** A call on a chain of attributes: `Route::middleware('auth')->get(...)`. */
  onGroup(own: Group, name: string, args: readonly NamedValue[], at: SourcePlace): Value | undefined {
    if (name === 'group') {
      this.enter(own, args[0]?.value);
      return { kind: 'registrar', group: own };
    }
    const changed = withAttribute(own, name, args);
    if (changed) return { kind: 'registrar', group: changed };
    if (verbs.has(name) || name === 'addRoute') return { kind: 'routes', routes: this.#add(own, name, args, at) };
    const pending = this.#resources(own, name, args, at);
    if (pending) return { kind: 'resource', pending };
    const macro = this.macros.get(name);
    if (macro) {
      this.#stack.push(mergedGroup(own, this.group));
      const value = this.#runner.call(
        macro,
        args.map((it) => it.value),
        { kind: 'router' },
      );
      this.flush();
      this.#stack.pop();
      return value;
    }
    return undefined;
  }

  /** Runs what a group holds: a function, a file, or several files. */
  enter(group: Group, inside: Value | undefined): void {
    if (this.#stack.length > 40) return;
    this.#stack.push(mergedGroup(group, this.group));
    const run = (it: Value | undefined): void => {
      if (isKind(it, 'closure')) this.#runner.call(it, [{ kind: 'router' }]);
      else if (typeof it === 'string' && it.startsWith(fileMark))
        this.#runner.include(it, new Map([['router', { kind: 'router' } as const]]));
      else if (isKind(it, 'list')) for (const { value } of it.items) run(value);
    };
    run(inside);
    this.flush();
    this.#stack.pop();
  }

  /** Registers the resources whose statement has ended. */
  flush(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const { resource, stack } of pending) {
      const kept = this.#stack.splice(0, this.#stack.length, ...stack);
      registerResource(resource, this);
      this.#stack.splice(0, this.#stack.length, ...kept);
    }
  }

  /** A call on routes that were just defined: `->middleware('auth')`. */
  onRoutes(routes: readonly RouteDraft[], name: string, args: readonly NamedValue[], at: SourcePlace): Value {
    for (const it of routes) onRoute(it, name, args, at);
    return { kind: 'routes', routes };
  }

  onResource(pending: readonly PendingResource[], name: string, args: readonly NamedValue[]): Value {
    for (const it of pending) resourceMethod(it, name, args);
    return { kind: 'resource', pending };
  }

  /** Defines a route of a resource, or of a package. */
  define(
    methods: readonly string[],
    uri: string,
    own: Group,
    action: RouteDraft['action'],
    at: SourcePlace,
  ): RouteDraft {
    const group = this.group;
    const merged = mergedGroup({ ...own, prefix: '' }, group);
    const prefixed = trimmed(`${trimmed(group.prefix ?? '')}/${trimmed(uri)}`) || '/';
    const before = own.prefix === undefined ? '' : trimmed(own.prefix);
    const { uri: whole, where } = withPatterns(
      trimmed(`${before}/${prefixed === '/' && before !== '' ? '' : prefixed}`) || '/',
    );
    const draft: RouteDraft = {
      methods,
      uri: withoutFields(whole),
      action: typeof action === 'string' ? this.#controllerOf(action, group) : action,
      name: merged.as,
      middleware: merged.middleware,
      excluded: merged.excluded,
      where: new Map([...this.patterns, ...merged.where, ...where]),
      domain: merged.domain,
      fallback: false,
      at,
      unread: [...merged.unread],
    };
    if (this.routes.length < mostRoutes) this.routes.push(draft);
    return draft;
  }

  /** The whole name of a controller's method by what the group says: its controller, its namespace. */
  #controllerOf(action: string, group: Group): string {
    let whole = action;
    if (group.controller !== undefined && !whole.includes('@') && !whole.includes('\\'))
      whole = `${group.controller}@${whole}`;
    if (group.namespace !== undefined && !whole.startsWith('\\')) {
      const namespace = group.namespace;
      if (!whole.startsWith(`${namespace}\\`)) whole = `${namespace}\\${whole}`;
    }
    return whole.replace(/^\\/, '');
  }

  #add(own: Group, verb: string, args: readonly NamedValue[], at: SourcePlace): readonly RouteDraft[] {
    const listed = verb === 'match' || verb === 'addRoute';
    const methods = listed
      ? withoutHead(stringsOf(args[0]?.value).map((it) => it.toUpperCase()))
      : (verbs.get(verb) ?? []);
    const rest = listed ? args.slice(1) : args;
    const uri = pathText(verb === 'fallback' ? '{fallbackPlaceholder}' : rest[0]?.value);
    const given = verb === 'fallback' ? rest[0] : rest[1];
    const plain = /^(?:view|inertia|redirect|permanentRedirect)$/.test(verb);
    const { group, action } = plain ? { group: noGroup, action: undefined } : actionOf(given?.value);
    const whole: Group = {
      ...own,
      ...group,
      middleware: [...own.middleware, ...group.middleware],
      excluded: [...own.excluded, ...group.excluded],
      where: new Map([...own.where, ...group.where]),
      unread: [...own.unread, ...group.unread],
    };
    const draft = this.define(methods, uri.text, whole, action ?? (plain ? undefined : own.controller), at);
    if (uri.computed !== undefined) draft.unread.push(`Its path is computed: ${uri.computed}.`);
    if (listed && methods.length === 0) draft.unread.push('Its methods are computed.');
    if (isKind(given?.value, 'unknown') && !plain) draft.unread.push(`Its handler is computed: ${given.value.text}.`);
    if (verb === 'fallback') {
      draft.fallback = true;
      draft.where = new Map([...draft.where, ['fallbackPlaceholder', '.*']]);
    }
    return [draft];
  }

  #resources(
    own: Group,
    name: string,
    args: readonly NamedValue[],
    at: SourcePlace,
  ): readonly PendingResource[] | undefined {
    const kind = /^(api)?(resource|singleton)(s)?$/i.exec(name);
    if (!kind) return undefined;
    const options = argument(args, kind[3] ? 1 : 2, 'options')?.value;
    const named: (readonly [Value, Value | undefined])[] = [];
    if (!kind[3]) named.push([args[0]?.value ?? null, args[1]?.value]);
    else if (isKind(args[0]?.value, 'list'))
      for (const { key, value } of args[0].value.items) named.push([String(key), value]);
    return named.flatMap(([uri, controller]) => {
      if (typeof uri !== 'string') {
        this.unread.push({ at, says: 'The name of a resource is computed.' });
        return [];
      }
      const pending: PendingResource = {
        name: uri,
        controller: typeof controller === 'string' ? controller : '',
        singleton: kind[2]?.toLowerCase() === 'singleton',
        at,
        options: new Map(isKind(options, 'list') ? options.items.map((it) => [String(it.key), it.value] as const) : []),
        middleware: own.middleware,
        excluded: own.excluded,
        perAction: [],
        as: own.as,
      };
      const listed = entryOf(options, 'middleware');
      if (listed) pending.middleware = [...pending.middleware, ...entriesOf([listed])];
      if (kind[1]) pending.options.set('api', true);
      this.#pending.push({ resource: pending, stack: [...this.#stack] });
      this.declared.push(pending);
      return [pending];
    });
  }
}

/** What a route's second argument says: its handler, and attributes if it is an array of them. */
function actionOf(value: Value | undefined): { readonly group: Group; readonly action: RouteDraft['action'] } {
  if (typeof value === 'string' || isKind(value, 'closure')) return { group: noGroup, action: value };
  if (!isKind(value, 'list')) return { group: noGroup, action: undefined };
  const [first, second] = value.items;
  if (typeof first?.value === 'string' && first.key === 0 && typeof second?.value === 'string')
    return { group: noGroup, action: `\\${first.value.replace(/^\\/, '')}@${second.value}` };
  if (typeof first?.value === 'string' && first.key === 0 && value.items.length === 1)
    return { group: noGroup, action: `\\${first.value.replace(/^\\/, '')}` };
  const uses = entryOf(value, 'uses')?.value ?? value.items.find((it) => isKind(it.value, 'closure'))?.value;
  return { group: groupOf(value), action: actionOf(uses).action };
}

function onRoute(route: RouteDraft, name: string, args: readonly NamedValue[], at: SourcePlace): void {
  const value = args[0]?.value;
  switch (name) {
    case 'middleware':
      route.middleware = [...route.middleware, ...entriesOf(args)];
      return;
    case 'withoutMiddleware':
      route.excluded = [...route.excluded, ...entriesOf(args)];
      return;
    case 'can':
      route.middleware = [...route.middleware, canEntry(args, at)];
      return;
    case 'name':
    case 'as':
      if (typeof value === 'string') route.name = (route.name ?? '') + value;
      return;
    case 'where':
    case 'setWheres':
      route.where = new Map([...route.where, ...wheres(args)]);
      return;
    case 'domain':
      if (typeof value === 'string') route.domain = value;
      return;
    case 'prefix':
      if (typeof value === 'string') route.uri = withoutFields(trimmed(`${value}/${route.uri}`) || '/');
      return;
    case 'uses':
      route.action = actionOf(value).action ?? route.action;
      if (typeof route.action === 'string') route.action = route.action.replace(/^\\/, '');
      return;
    case 'fallback':
      route.fallback = true;
      return;
  }
  if (name.startsWith('where')) route.where = new Map([...route.where, ...wheresOf(name, args)]);
}

/** What answers GET answers HEAD. */
const withoutHead = (methods: readonly string[]): readonly string[] =>
  methods.includes('GET') ? methods.filter((it) => it !== 'HEAD') : methods;

/** Lumen's `{id:[0-9]+}`: the parameter and its constraint. */
function withPatterns(uri: string): { readonly uri: string; readonly where: readonly (readonly [string, string])[] } {
  const where: [string, string][] = [];
  const plain = uri.replace(/\{(\w+):([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g, (written, name: string, pattern: string) => {
    if (/^\w+\??$/.test(pattern)) return written;
    where.push([name, pattern]);
    return `{${name}}`;
  });
  return { uri: plain, where };
}

/** `{post:slug}` is the parameter `post`. */
const withoutFields = (uri: string): string => uri.replace(/\{(\w+):\w+(\??)\}/g, '{$1$2}');

function pathText(value: Value | undefined): { readonly text: string; readonly computed?: string } {
  if (typeof value === 'string') return { text: value };
  if (typeof value === 'number') return { text: String(value) };
  return isKind(value, 'unknown')
    ? { text: value.shape ?? '{?}', computed: value.text }
    : { text: '{?}', computed: '?' };
}
