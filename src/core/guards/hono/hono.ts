import type { Framework } from '../framework.ts';
import { readBehavior } from '../js/behavior.ts';
import { createWorld } from '../js/createWorld.ts';
import { anyGuard, type Front, frontOf, insideOf } from '../js/frontOf.ts';
import { jsFramework } from '../js/jsFramework.ts';
import { type Chain, chainsOf, type Layer } from '../js/layers.ts';
import { type Placed, placedBy } from '../js/placed.ts';
import { withRequests } from '../js/request.ts';
import { callUnasked, runAll, uncalled } from '../js/runAll.ts';
import { cover, patternOf, type Segment, samplePaths } from '../js/segments.ts';
import { handlerAt, idleGuards, lateGuards } from '../js/standing.ts';
import type { ModuleSyntax } from '../js/syntax.ts';
import { once, toRoute } from '../js/toRoute.ts';
import { stringOf, type Value } from '../js/value.ts';
import type { World } from '../js/world.ts';
import type { GuardRemark, Route } from '../route.ts';
import { createHonoHost, type HonoApp, type HonoCombined, segmentsOfHono } from './host.ts';

/** Hono 4: middleware and handlers run in the order of registration, each for the paths that it is registered for. */
export const hono: Framework<ModuleSyntax> = jsFramework({
  id: 'hono',
  begins: (_, text) => /['"](?:(?:npm:|jsr:@hono\/)?hono(?:@[^'"]*)?(?:\/[\w-]+)*|@hono\/[\w-]+)['"]/.test(text),
  link(modules, project) {
    const apps: HonoApp[] = [];
    const world = createWorld(modules, project, withRequests(createHonoHost(apps)));
    runAll(modules, world);
    for (const it of uncalled(modules, world)) if (!world.wasCalled(it.value.syntax)) callUnasked(it.value, world);
    const remarks: GuardRemark[] = [];
    const routes = apps
      .filter((it) => !it.shared.mounted)
      .flatMap((app) => {
        const chains = chainsOf(app.shared.layers, callsNext, (it) => handlerAt(it, world));
        const own = chains.filter((it) => !isMiddleware(it.layer, world));
        const found = own.map((it) => routeOf(it, app, world));
        remarks.push(...own.flatMap((it) => lateGuards(it, world)));
        remarks.push(...idleGuards(app.shared.layers, found, world, segmentsOfHono));
        return found;
      });
    return { routes: once(routes), remarks };
  },
});

/** A handler that takes `next` stands in front of what comes after it. */
function callsNext(layer: Layer): boolean {
  const last = layer.runs.at(-1)?.value;
  return last?.is !== 'function' || last.syntax.params.length === 2;
}

/** Registered for methods, and yet it only hands on: `app.all('/admin/*', signedIn)`. */
function isMiddleware(layer: Layer, world: World): boolean {
  const last = layer.runs.at(-1)?.value;
  if (last?.is !== 'function' || last.syntax.params.length !== 2) return false;
  const { passes, responds } = readBehavior(last, world);
  return passes && !responds;
}

function routeOf({ method, layer, front, handler, partly }: Chain, app: HonoApp, world: World): Route {
  const { guards, unread, letThrough } = guardsOf(front, layer.segments, world, method);
  const parts = guardsOf(
    partly.flatMap((it) => it.runs),
    layer.segments,
    world,
  ).guards;
  return toRoute({
    framework: 'hono',
    method,
    path: layer.path,
    pattern: layer.unread ? undefined : patternOf(layer.segments, true, !app.strict),
    at: layer.site,
    guards: [...guards, ...insideOf(handler?.value, world)],
    handler,
    letThrough,
    unread: [
      ...(layer.unread ?? []),
      ...unread,
      ...parts.map((it) => `${it.name} stands in front of a part of these paths.`),
    ],
  });
}

/** With `some` and `except` of hono/combine resolved for one route. */
function guardsOf(placed: readonly Placed[], route: readonly Segment[], world: World, method = '*'): Front {
  const found = placed.map((it): Front => {
    const combined = it.value.is === 'thing' ? (it.value.thing as HonoCombined) : undefined;
    if (!combined) return frontOf([it], world, { paths: samplePaths(route), method });
    const site = { file: it.file, line: it.line, text: '', sometimes: false };
    const inner = combined.inner.flatMap((one) => placedBy(one, site)).map((one) => ({ ...one, line: it.line }));
    if (combined.kind === 'hono-except') {
      const exempt =
        combined.except !== undefined &&
        pathsIn(combined.except.value).some((path) => cover(segmentsOfHono(path), route, true) === 'all');
      return exempt ? { guards: [], unread: [], letThrough: ['except'] } : guardsOf(inner, route, world, method);
    }
    const alternatives = inner.map((one) => guardsOf([one], route, world, method));
    const unread = alternatives.flatMap((one) => one.unread);
    if (alternatives.some((one) => one.guards.length === 0) && unread.length === 0) return { guards: [], unread: [] };
    const guards = alternatives.flatMap((one) => one.guards);
    return {
      guards:
        guards.length === 0 ? [] : [anyGuard(guards, { name: 'some', text: 'some(…)', file: it.file, line: it.line })],
      unread,
    };
  });
  return {
    guards: found.flatMap((it) => it.guards),
    unread: found.flatMap((it) => it.unread),
    letThrough: found.flatMap((it) => it.letThrough ?? []),
  };
}

function pathsIn(value: Value): readonly string[] {
  if (value.is === 'array') return value.items.flatMap((it) => pathsIn(it.value));
  const text = stringOf(value);
  return text === undefined ? [] : [text];
}
