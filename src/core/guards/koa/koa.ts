import type { Framework } from '../framework.ts';
import { readBehavior } from '../js/behavior.ts';
import { createWorld } from '../js/createWorld.ts';
import { frontOf, insideOf } from '../js/frontOf.ts';
import { nameOfSlot } from '../js/guardOf.ts';
import { jsFramework } from '../js/jsFramework.ts';
import { type Chain, chainsOf, type Layer } from '../js/layers.ts';
import type { Placed } from '../js/placed.ts';
import { withRequests } from '../js/request.ts';
import { callUnasked, runAll, uncalled } from '../js/runAll.ts';
import { patternOf, samplePaths, segmentsOf } from '../js/segments.ts';
import { handlerAt, idleGuards, lateGuards } from '../js/standing.ts';
import type { ModuleSyntax } from '../js/syntax.ts';
import { once, toRoute } from '../js/toRoute.ts';
import { letsPass } from '../js/unless.ts';
import type { World } from '../js/world.ts';
import type { GuardRemark, Route } from '../route.ts';
import { createKoaHost, type KoaApp, type KoaRouter, under } from './host.ts';

/** Koa with @koa/router or koa-router: what `app.use` and the routers run, in their order. */
export const koa: Framework<ModuleSyntax> = jsFramework({
  id: 'koa',
  begins: (_, text) => /['"](?:koa|@koa\/router|koa-router|koa-compose|koa-mount)['"]/.test(text),
  link(modules, project) {
    const apps: KoaApp[] = [];
    const routers: KoaRouter[] = [];
    const world = createWorld(modules, project, withRequests(createKoaHost(apps, routers)));
    runAll(modules, world);
    for (const it of uncalled(modules, world)) if (!world.wasCalled(it.value.syntax)) callUnasked(it.value, world);
    const layers = apps.flatMap((it) => ('mounted' in it ? [] : [layersOf(it, [], 0)]));
    const used = new Set(apps.flatMap((it) => it.uses.map((one) => one.router)));
    // Routers that no application was seen to use are read on their own.
    const alone = apps.some((it) => it.uses.some((one) => one.router))
      ? []
      : routers.filter((it) => !used.has(it)).map((it) => it.layers);
    const remarks: GuardRemark[] = [];
    const routes = [...layers, ...alone].flatMap((list) => {
      const chains = chainsOf(
        list,
        (it) => passesOn(it, world),
        (it) => handlerAt(it, world),
      );
      const own = chains.filter((it) => !isOnlyGuard(it, world));
      const found = own.map((it) => routeOf(it, world));
      remarks.push(...own.flatMap((it) => lateGuards(it, world)), ...idleGuards(list, found, world));
      return found;
    });
    return { routes: once(routes), remarks };
  },
});

/** Everything that an application runs, flat, in its order. */
function layersOf(app: KoaApp, before: readonly string[], depth: number): Layer[] {
  if (10 < depth) return [];
  const prefix = before.join('');
  const layers: Layer[] = [];
  for (const it of app.uses) {
    if (it.router) layers.push(...it.router.layers.map((one) => (prefix === '' ? one : under(prefix, one))));
    else if (it.mount?.app) layers.push(...layersOf(it.mount.app, [...before, it.mount.path], depth + 1));
    else {
      const placed = it.placed ?? it.mount?.placed;
      if (placed) layers.push(everywhere(prefix + (it.mount?.path ?? ''), placed, it.site));
    }
  }
  return layers;
}

function everywhere(path: string, placed: Placed, site: Layer['site']): Layer {
  const segments = [...segmentsOf(path), { is: 'rest' as const }];
  return { methods: ['*'], path, segments, runs: [placed], isRoute: false, sensitive: false, site };
}

/** A handler that calls `next` stands in front of what comes after it. */
function passesOn(layer: Layer, world: World): boolean {
  const last = layer.runs.at(-1)?.value;
  return last?.is === 'function' && last.syntax.params.length === 2 && readBehavior(last, world).passes;
}

/** `router.all('/admin/(.*)', signedIn)`: no route of its own. */
function isOnlyGuard({ method, layer }: Chain, world: World): boolean {
  return method === '*' && layer.runs.length === 1 && passesOn(layer, world);
}

function routeOf({ method, layer, front, handler, partly }: Chain, world: World): Route {
  const applies = front.filter((it) => !letsPass(it.value, layer.segments, method));
  const { guards, unread, letThrough = [] } = frontOf(applies, world, { paths: samplePaths(layer.segments), method });
  const parts = frontOf(
    partly.flatMap((it) => it.runs),
    world,
  ).guards.map((it) => `${it.name} stands in front of a part of these paths.`);
  return toRoute({
    framework: 'koa',
    method,
    path: layer.path,
    pattern: layer.unread ? undefined : patternOf(layer.segments, layer.sensitive, true),
    at: layer.site,
    guards: [...guards, ...insideOf(handler?.value, world)],
    handler,
    unread: [...(layer.unread ?? []), ...unread, ...parts],
    letThrough: [...letThrough, ...front.filter((it) => !applies.includes(it)).map((it) => nameOfSlot(it.written))],
  });
}
