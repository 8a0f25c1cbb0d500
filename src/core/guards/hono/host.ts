import { joinPaths } from '../joinPaths.ts';
import { type Layer, mostLayers } from '../js/layers.ts';
import { fieldSlot, placedBy } from '../js/placed.ts';
import type { Segment } from '../js/segments.ts';
import { type Site, type Slot, stringOf, type ThingValue, truth, type Value } from '../js/value.ts';
import type { Host } from '../js/world.ts';

/** A Hono, or a view of one under a base path: `basePath` shares the routes. */
export interface HonoApp {
  readonly kind: 'hono';
  readonly base: string;
  readonly shared: { readonly layers: Layer[]; path: string; mounted: boolean };
  readonly strict: boolean;
}

export interface HonoFactory {
  readonly kind: 'hono-factory';
}

/** `some(a, b)`: one is enough. `except(when, a)`: not for these paths. */
export interface HonoCombined {
  readonly kind: 'hono-some' | 'hono-except';
  readonly inner: readonly Slot[];
  readonly except?: Slot;
}

type Thing = HonoApp | HonoFactory | HonoCombined;

const verbs = new Set(['get', 'post', 'put', 'delete', 'patch', 'options', 'all']);

/** What there is to see of Hono while the project's modules run. */
export function createHonoHost(apps: HonoApp[]): Host {
  const create = (options: Slot | undefined): Value => {
    const strict = fieldSlot(options, 'strict')?.value;
    const app: HonoApp = {
      kind: 'hono',
      base: '/',
      shared: { layers: [], path: '/*', mounted: false },
      strict: !(strict && truth(strict) === false),
    };
    apps.push(app);
    return { is: 'thing', thing: app };
  };
  return {
    call(callee, args) {
      if (callee.is !== 'package') return undefined;
      const last = callee.path.at(-1);
      if (
        /^(?:hono|npm:hono|jsr:@hono\/hono|@hono\/hono|hono\/(?:quick|tiny))(?:@.*)?$/.test(callee.name) &&
        last === 'Hono'
      )
        return create(args[0]);
      if (last === 'OpenAPIHono') return create(args[0]);
      if (last === 'createRoute' && callee.name.includes('openapi')) return args[0]?.value;
      if (callee.name.startsWith('hono/factory')) {
        if (last === 'createFactory' || last === 'Factory')
          return { is: 'thing', thing: { kind: 'hono-factory' } satisfies HonoFactory };
        if (last === 'createMiddleware') return args[0]?.value;
      }
      if (callee.name === 'hono/combine') {
        if (last === 'every') return { is: 'array', items: [...args] };
        if (last === 'some') return combined('hono-some', args);
        if (last === 'except') return combined('hono-except', args.slice(1), args[0]);
      }
      return undefined;
    },
    callMethod(on, name, args, site) {
      const it = on.thing as Thing;
      if (it.kind === 'hono-factory') {
        if (name === 'createApp') return create(args[0]);
        if (name === 'createMiddleware') return args[0]?.value;
        return name === 'createHandlers' ? { is: 'array', items: [...args] } : undefined;
      }
      return it.kind === 'hono' ? appMethod(on, it, name, args, site) : undefined;
    },
  };
}

function combined(kind: HonoCombined['kind'], inner: readonly Slot[], except?: Slot): Value {
  return { is: 'thing', thing: { kind, inner, ...(except ? { except } : {}) } satisfies HonoCombined };
}

function appMethod(on: ThingValue, app: HonoApp, name: string, args: readonly Slot[], site: Site): Value | undefined {
  if (verbs.has(name)) {
    const path = isPath(args[0]) ? args[0] : undefined;
    if (path) app.shared.path = stringOf(path.value) ?? '…';
    add(app, [name === 'all' ? '*' : name.toUpperCase()], [app.shared.path], path ? args.slice(1) : args, true, site);
    return on;
  }
  switch (name) {
    case 'on': {
      const methods = textsOf(args[0]).map((it) => (it === 'ALL' ? '*' : it.toUpperCase()));
      add(app, methods.length === 0 ? ['*'] : methods, textsOf(args[1]), args.slice(2), true, site);
      return on;
    }
    case 'use': {
      const path = isPath(args[0]) ? (stringOf(args[0]?.value) ?? '…') : '*';
      app.shared.path = path;
      add(app, ['*'], [path], isPath(args[0]) ? args.slice(1) : args, false, site);
      return on;
    }
    case 'route': {
      const sub = args[1]?.value.is === 'thing' ? (args[1].value.thing as Thing) : undefined;
      const path = stringOf(args[0]?.value);
      if (sub?.kind !== 'hono') return on;
      sub.shared.mounted = true;
      for (const it of sub.shared.layers.slice(0, Math.max(0, mostLayers - app.shared.layers.length))) {
        const full = merge(app.base, path ?? '…', it.path);
        app.shared.layers.push({ ...it, path: full, segments: segmentsOfHono(full) });
      }
      return on;
    }
    case 'basePath':
      return {
        is: 'thing',
        thing: { ...app, base: merge(app.base, stringOf(args[0]?.value) ?? '…') } satisfies HonoApp,
      };
    case 'openapi': {
      const [route, ...handlers] = args;
      const method = stringOf(fieldSlot(route, 'method')?.value)?.toUpperCase() ?? '*';
      const path = (stringOf(fieldSlot(route, 'path')?.value) ?? '…').replace(/\{(\w+)\}/g, ':$1');
      const front = fieldSlot(route, 'middleware');
      add(app, [method], [path], [...(front ? [front] : []), ...handlers.slice(0, 1)], true, site);
      return on;
    }
    case 'onError':
    case 'notFound':
    case 'doc':
      return on;
  }
  return undefined;
}

function add(
  app: HonoApp,
  methods: readonly string[],
  paths: readonly string[],
  given: readonly Slot[],
  isRoute: boolean,
  site: Site,
): void {
  const runs = given.flatMap((it) => placedBy(it, site));
  for (const path of paths.length === 0 ? ['…'] : paths) {
    const full = merge(app.base, path);
    app.shared.layers.push({
      methods,
      path: full,
      segments: segmentsOfHono(full),
      runs,
      isRoute,
      sensitive: true,
      site,
      ...(path === '…' ? { unread: ['The path is computed.'] } : {}),
    });
  }
}

function merge(...parts: readonly string[]): string {
  return joinPaths(...parts);
}

/** `:id`, `:id{[0-9]+}`, `:id?`, `*`; a `*` at the end is any number of segments, none included. https://hono.dev/docs/api/routing */
export function segmentsOfHono(path: string): readonly Segment[] {
  const parts = cut(path);
  return parts.map((it, index): Segment => {
    if (it === '*') return index === parts.length - 1 ? { is: 'rest' } : { is: 'param' };
    const param = /^:[^{?]+(?:\{(.+)\})?(\?)?$/.exec(it);
    if (!param) return { is: 'text', text: it };
    const [, regex, optional] = param;
    if (regex === '.*' || regex === '.+') return { is: 'rest' };
    return { is: 'param', ...(regex === undefined ? {} : { regex }), ...(optional ? { optional: true } : {}) };
  });
}

/** Cuts at slashes that stand outside of braces. */
function cut(path: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const c of path) {
    if (c === '{') depth++;
    if (c === '}') depth--;
    if (c === '/' && depth <= 0) {
      if (part !== '') parts.push(part);
      part = '';
    } else part += c;
  }
  return part === '' ? parts : [...parts, part];
}

function isPath(slot: Slot | undefined): boolean {
  if (!slot) return false;
  return stringOf(slot.value) !== undefined || slot.written.is === 'template' || slot.written.is === 'binary';
}

function textsOf(slot: Slot | undefined): readonly string[] {
  if (slot?.value.is === 'array') return slot.value.items.flatMap((it) => stringOf(it.value) ?? []);
  const text = stringOf(slot?.value);
  return text === undefined ? [] : [text];
}
