import { joinPaths } from '../joinPaths.ts';
import { type Layer, mostLayers } from '../js/layers.ts';
import { fieldSlot, type Placed, placedBy } from '../js/placed.ts';
import { type Segment, segmentsOf } from '../js/segments.ts';
import { type Site, type Slot, stringOf, type ThingValue, truth, type Value } from '../js/value.ts';
import type { Host } from '../js/world.ts';

export interface KoaApp {
  readonly kind: 'koa';
  /** In the order of `use`: a guard, or a router that is asked. */
  readonly uses: KoaUse[];
}

export interface KoaUse {
  readonly placed?: Placed;
  readonly router?: KoaRouter;
  /** `koa-mount`: what is under a path. */
  readonly mount?: { readonly path: string; readonly app?: KoaApp; readonly placed?: Placed };
  readonly site: Site;
}

export interface KoaRouter {
  readonly kind: 'koa-router';
  prefix: string;
  readonly layers: Layer[];
  readonly params: Map<string, Placed>;
  readonly sensitive: boolean;
  readonly strict: boolean;
}

/** What `router.routes()` gives, and what `koa-mount` and `allowedMethods` do. */
export type KoaPart =
  | { readonly kind: 'koa-dispatch'; readonly router: KoaRouter }
  | { readonly kind: 'koa-mount'; readonly path: string; readonly of: Value; readonly slot: Slot }
  | { readonly kind: 'koa-nothing' };

type Thing = KoaApp | KoaRouter | KoaPart;

const verbs = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'del',
  'head',
  'options',
  'all',
  'link',
  'unlink',
  'trace',
  'search',
  'propfind',
]);
const routerPackages = /^(?:@koa\/router|koa-router|koa-better-router|koa-tree-router|koa-joi-router|koa-zod-router)$/;

/** What there is to see of Koa while the project's modules run. `apps`: in the order in which they were made. */
export function createKoaHost(apps: KoaApp[], routers: KoaRouter[]): Host {
  return {
    call(callee, args) {
      if (callee.is !== 'package') return undefined;
      const last = callee.path.at(-1);
      if (callee.name === 'koa' && (last === undefined || last === 'Koa')) {
        const app: KoaApp = { kind: 'koa', uses: [] };
        apps.push(app);
        return thing(app);
      }
      if (routerPackages.test(callee.name) && (last === undefined || last === 'Router')) {
        const [options] = args;
        const router: KoaRouter = {
          kind: 'koa-router',
          prefix: stringOf(fieldSlot(options, 'prefix')?.value) ?? stringOf(options?.value) ?? '',
          layers: [],
          params: new Map(),
          sensitive: isTrue(fieldSlot(options, 'sensitive')),
          strict: isTrue(fieldSlot(options, 'strict')),
        };
        routers.push(router);
        return thing(router);
      }
      if (callee.name === 'koa-compose' && args[0]) return args[0].value;
      if (callee.name === 'koa-convert' && args[0]) return args[0].value;
      if (callee.name === 'koa-mount') {
        const [first, second] = args;
        const path = second ? (stringOf(first?.value) ?? '') : '';
        const slot = second ?? first;
        return slot && thing({ kind: 'koa-mount', path, of: slot.value, slot });
      }
      return undefined;
    },
    callMethod(on, name, args, site) {
      const it = on.thing as Thing;
      if (it.kind === 'koa') return appMethod(on, it, name, args, site);
      return it.kind === 'koa-router' ? routerMethod(on, it, name, args, site) : undefined;
    },
  };
}

function appMethod(on: ThingValue, app: KoaApp, name: string, args: readonly Slot[], site: Site): Value | undefined {
  if (name !== 'use') return undefined;
  for (const slot of args) {
    for (const placed of placedBy(slot, site)) {
      const part = placed.value.is === 'thing' ? (placed.value.thing as Thing) : undefined;
      if (part?.kind === 'koa-dispatch') app.uses.push({ router: part.router, site });
      else if (part?.kind === 'koa-mount') {
        const inner = part.of.is === 'thing' ? (part.of.thing as Thing) : undefined;
        if (inner?.kind === 'koa') app.uses.push({ mount: { path: part.path, app: inner }, site });
        else
          for (const it of placedBy(part.slot, site)) app.uses.push({ mount: { path: part.path, placed: it }, site });
      } else if (part?.kind !== 'koa-nothing') app.uses.push({ placed, site });
    }
  }
  return on;
}

function routerMethod(
  on: ThingValue,
  router: KoaRouter,
  name: string,
  args: readonly Slot[],
  site: Site,
): Value | undefined {
  if (verbs.has(name)) {
    // `router.get(name, path, …)`: the first string is a name where another follows.
    const named = args.length > 2 && isPath(args[1]) && stringOf(args[0]?.value) !== undefined;
    const [path, ...rest] = named ? args.slice(1) : args;
    const method = name === 'all' ? '*' : name === 'del' ? 'DELETE' : name.toUpperCase();
    addRoute(router, [method], isPath(path) ? path : undefined, isPath(path) ? rest : args, site);
    return on;
  }
  switch (name) {
    case 'routes':
    case 'middleware':
      return thing({ kind: 'koa-dispatch', router });
    case 'allowedMethods':
      return thing({ kind: 'koa-nothing' });
    case 'prefix': {
      const prefix = stringOf(args[0]?.value) ?? '';
      router.prefix = joinPaths(prefix, router.prefix);
      const moved = router.layers.map((it) => under(prefix, it));
      router.layers.splice(0, router.layers.length, ...moved);
      return on;
    }
    case 'param': {
      const [placed] = placedBy(args[1], site);
      const key = stringOf(args[0]?.value);
      if (placed && key !== undefined) router.params.set(key, placed);
      return on;
    }
    case 'register': {
      const list = args[1]?.value;
      const methods = list?.is === 'array' ? list.items.map((it) => stringOf(it.value)?.toUpperCase() ?? '*') : ['*'];
      addRoute(router, methods, args[0], args.slice(2, 3), site);
      return on;
    }
    case 'use':
      use(router, args, site);
      return on;
  }
  return undefined;
}

function addRoute(
  router: KoaRouter,
  methods: readonly string[],
  path: Slot | undefined,
  rest: readonly Slot[],
  site: Site,
): void {
  const runs = rest.flatMap((it) => placedBy(it, site));
  for (const one of pathsIn(path)) {
    const full = one.path === undefined ? `${router.prefix}/…` : joinPaths(router.prefix, one.path);
    const params = [...router.params].flatMap(([key, it]) => (full.includes(`:${key}`) ? [it] : []));
    router.layers.push({
      methods,
      path: full,
      segments: one.segments ? [...segmentsOf(router.prefix), ...one.segments] : segmentsOf(full),
      runs: [...params, ...runs],
      isRoute: true,
      sensitive: router.sensitive,
      site,
      ...(one.path === undefined ? { unread: ['The path is computed.'] } : {}),
    });
  }
}

function use(router: KoaRouter, args: readonly Slot[], site: Site): void {
  const [first] = args;
  const paths = first && isPath(first) ? pathsIn(first) : [{ path: '', segments: undefined }];
  const rest = first && isPath(first) ? args.slice(1) : args;
  for (const { path } of paths) {
    for (const placed of rest.flatMap((it) => placedBy(it, site))) {
      const part = placed.value.is === 'thing' ? (placed.value.thing as Thing) : undefined;
      if (part?.kind === 'koa-nothing') continue;
      if (part?.kind === 'koa-dispatch' || part?.kind === 'koa-router') {
        const nested = part.kind === 'koa-router' ? part : part.router;
        // As the router does it: what is there now is copied, with its prefix.
        for (const it of nested.layers.slice(0, Math.max(0, mostLayers - router.layers.length)))
          router.layers.push(under(joinPaths(router.prefix, path ?? ''), it));
        continue;
      }
      const full = joinPaths(router.prefix, path ?? '');
      router.layers.push({
        methods: ['*'],
        path: full,
        segments: path === undefined ? [{ is: 'param', regex: '.*' }] : [...segmentsOf(full), { is: 'rest' }],
        runs: [placed],
        isRoute: false,
        sensitive: router.sensitive,
        site,
      });
    }
  }
}

export function under(prefix: string, layer: Layer): Layer {
  const before = segmentsOf(prefix);
  return before.length === 0
    ? layer
    : { ...layer, path: joinPaths(prefix, layer.path), segments: [...before, ...layer.segments] };
}

function isPath(slot: Slot | undefined): boolean {
  const value = slot?.value;
  if (value?.is === 'regex' || stringOf(value) !== undefined) return true;
  if (value?.is === 'unknown') return slot?.written.is === 'template' || slot?.written.is === 'binary';
  return (
    value?.is === 'array' &&
    value.items.length > 0 &&
    value.items.every((it) => stringOf(it.value) !== undefined || it.value.is === 'regex')
  );
}

function pathsIn(
  slot: Slot | undefined,
): readonly { readonly path: string | undefined; readonly segments: readonly Segment[] | undefined }[] {
  const value = slot?.value;
  if (value?.is === 'array') return value.items.flatMap((it) => pathsIn(it));
  if (value?.is === 'regex') return [{ path: `/${value.source}/`, segments: [{ is: 'param', regex: value.source }] }];
  return [{ path: slot ? stringOf(value) : '', segments: undefined }];
}

function isTrue(slot: Slot | undefined): boolean {
  return slot !== undefined && truth(slot.value) === true;
}

function thing(it: Thing): ThingValue {
  return { is: 'thing', thing: it };
}
