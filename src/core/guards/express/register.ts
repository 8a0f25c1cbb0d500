import { nameOf } from '../js/evaluate.ts';
import type { Expression } from '../js/syntax.ts';
import { nothing, type Site, type Slot, stringOf, truth, unknown, type Value } from '../js/value.ts';
import type { Host } from '../js/world.ts';
import { type ExpressVersion, readPath, readRegex } from './paths.ts';
import { type RegisteredPath, type RouteLayer, type RouterThing, routeOf, routerOf } from './things.ts';

const methods: ReadonlySet<string> = new Set(
  'get post put patch delete head options all del copy link lock merge mkcol move notify propfind proppatch purge query report search subscribe trace unlink unlock unsubscribe'.split(
    ' ',
  ),
);

/** Express as the code sees it; `made` takes every application and router. */
export function expressHost(version: (file: string) => ExpressVersion, made: RouterThing[]): Host {
  const create = (type: RouterThing['type'], site: Site, options?: Value): Value => {
    const flag = (name: string) => options?.is === 'object' && truth(options.fields.get(name) ?? unknown) === true;
    const thing: RouterThing = {
      type,
      site,
      layers: [],
      params: [],
      caseSensitive: flag('caseSensitive'),
      strict: flag('strict'),
      mounted: false,
    };
    made.push(thing);
    return { is: 'thing', thing };
  };

  return {
    call(callee, args, site) {
      if (callee.is !== 'package') return undefined;
      const last = callee.path.join('.');
      if (callee.name === 'express' && (last === '' || last === 'express')) return create('app', site);
      if (callee.name === 'express' && /^(?:express\.)?Router$/.test(last))
        return create('router', site, args[0]?.value);
      if (
        /^(?:express-promise-router|express-async-router|router)$/.test(callee.name) &&
        /^(?:Router|AsyncRouter)?$/.test(last)
      )
        return create('router', site, args[0]?.value);
      // It puts `ws` on the application that it is given.
      if (callee.name === 'express-ws' && args[0]) return { is: 'object', fields: new Map([['app', args[0].value]]) };
      return undefined;
    },

    callMethod(on, name, args, site) {
      const router = routerOf(on);
      if (router) return onRouter(on, router, name, args, site, version(site.file));
      const route = routeOf(on);
      if (!route || !methods.has(name)) return undefined;
      route.layer.entries.push({ method: verb(name), handlers: args, site });
      return on;
    },

    member: (on, name) =>
      name === 'locals' || name === 'settings'
        ? { is: 'object', fields: new Map() }
        : routerOf(on) && name === 'router'
          ? on
          : undefined,
  };
}

function verb(name: string): string {
  return name === 'all' ? '*' : name === 'del' ? 'DELETE' : name.toUpperCase();
}

function onRouter(
  on: Value,
  router: RouterThing,
  name: string,
  args: readonly Slot[],
  site: Site,
  version: ExpressVersion,
): Value | undefined {
  const [first, second] = args;
  if (name === 'use') {
    const [paths, handlers] = takePaths(args, version, false);
    router.layers.push({ is: 'use', paths, handlers, site });
    for (const it of handlers.flatMap(flat)) {
      const mounted = routerOf(it.value);
      if (mounted) mounted.mounted = true;
    }
    return on;
  }
  if (name === 'route') {
    const [paths] = takePaths(args.slice(0, 1), version, true);
    const layer: RouteLayer = { is: 'route', paths, entries: [] };
    router.layers.push(layer);
    return { is: 'thing', thing: { type: 'route', layer } };
  }
  if (name === 'param') {
    const names =
      first?.value.is === 'array' ? first.value.items.map((it) => stringOf(it.value)) : [stringOf(first?.value)];
    if (second) for (const it of names) if (it !== undefined) router.params.push({ name: it, handler: second, site });
    return on;
  }
  if (/^(?:set|enable|disable)$/.test(name)) {
    const setting = stringOf(first?.value);
    const value = name === 'enable' || (name === 'set' && truth(second?.value ?? unknown) === true);
    if (setting === 'strict routing') router.strict = value;
    if (setting === 'case sensitive routing') router.caseSensitive = value;
    return on;
  }
  if (!methods.has(name)) return undefined;
  // `app.get('port')` reads a setting.
  if (args.length < 2 && router.type === 'app' && name === 'get') return nothing;
  const [paths, handlers] = takePaths(args, version, true);
  router.layers.push({ is: 'route', paths, entries: [{ method: verb(name), handlers, site }] });
  return on;
}

/** Lays out arrays within arrays, as Express does. */
export function flat(slot: Slot): Slot[] {
  if (slot.value.is !== 'array') return [slot];
  const inner = slot.value.items.flatMap(flat);
  if (slot.written.is !== 'call') return inner;
  // Functions that a factory returns in a list are called by the factory.
  return inner.map((it) => (it.written.is === 'function' ? { ...it, written: slot.written, file: slot.file } : it));
}

/** The path or paths in front of the handlers; without any it is `/`. */
function takePaths(
  args: readonly Slot[],
  version: ExpressVersion,
  isRoute: boolean,
): [RegisteredPath[], readonly Slot[]] {
  const [first, ...rest] = args;
  if (!first) return [[root], []];
  const paths = pathsOf(first, version, isRoute || 0 < rest.length, isRoute);
  return paths ? [paths, rest] : [[root], args];
}

const root: RegisteredPath = { shown: '/', pattern: { shown: '/', source: '', sample: '' } };

function pathsOf(
  slot: Slot,
  version: ExpressVersion,
  mayBeUnknown: boolean,
  isRoute: boolean,
): RegisteredPath[] | undefined {
  const { value, written } = slot;
  const text = stringOf(value);
  if (text !== undefined) {
    const pattern = readPath(text, version);
    return [{ shown: text, ...(pattern ? { pattern } : {}) }];
  }
  if (value.is === 'regex') return [{ shown: `/${value.source}/`, pattern: readRegex(value.source) }];
  if (value.is === 'array') {
    const inner = value.items.map((it) => pathsOf(it, version, false, isRoute));
    const found = inner.flatMap((it) => it ?? []);
    return 0 < found.length && found.length === value.items.length ? found : undefined;
  }
  const unclear = value.is === 'unknown' || value.is === 'made' || (value.is === 'constant' && isRoute);
  if (!unclear || !mayBeUnknown || !(isRoute || looksLikePath(written))) return undefined;
  return [{ shown: nameOf(written) }];
}

function looksLikePath(written: Expression): boolean {
  if (written.is === 'template' || written.is === 'binary') return true;
  return /path|prefix|url|base|endpoint|mount|version|api$|root/i.test(nameOf(written));
}
