import { decide } from '../decide.ts';
import type { Behavior } from '../js/behavior.ts';
import { nameOf } from '../js/evaluate.ts';
import { type Found, guardOf, guardsInside, kindOfBehavior, nameOfSlot } from '../js/guardOf.ts';
import type { Slot } from '../js/value.ts';
import type { World } from '../js/world.ts';
import type { GuardRemark, Route, SourcePlace } from '../route.ts';
import { join, type Prefix } from './prefix.ts';
import { flat } from './register.ts';
import { inFront, type Standing, stand, standingOver } from './standing.ts';
import { type RegisteredPath, type RouteLayer, type RouterThing, routerOf } from './things.ts';

/** Everything that one application has, in the order in which requests meet it. */
export interface Flattened {
  readonly routes: Route[];
  readonly standing: Standing[];
  readonly remarks: GuardRemark[];
}

interface Place {
  readonly router: RouterThing;
  readonly prefix: Prefix;
  readonly inside: readonly RouterThing[];
  /** What could not be told on the way here. */
  readonly unread: readonly string[];
}

const mostRoutes = 20_000;

/** Follows an application's layers in order, into the routers that are mounted. */
export function flatten(app: RouterThing, world: World): Flattened {
  const flattened: Flattened = { routes: [], standing: [], remarks: [] };
  walk({ router: app, prefix: { shown: '', source: '', sample: '' }, inside: [], unread: [] }, flattened, world);
  return flattened;
}

function walk(place: Place, into: Flattened, world: World): void {
  const { router } = place;
  const base = place.prefix.sample;
  if (place.inside.includes(router) || 20 < place.inside.length) return;
  for (const layer of router.layers) {
    if (mostRoutes < into.routes.length) return;
    if (layer.is === 'route') {
      for (const path of layer.paths) routesOf(layer, path, place, into, world);
      continue;
    }
    for (const handler of layer.handlers.flatMap(flat)) {
      const mounted = routerOf(handler.value);
      for (const path of layer.paths) {
        const at = { file: layer.site.file, line: lineOf(handler, layer.site) };
        const below = join(place.prefix, path);
        if (mounted) {
          const params = paramGuards(router, path.shown, world);
          for (const it of params) into.standing.push(...stand(it, below, into.routes.length, { base }));
          walk(
            {
              router: mounted,
              prefix: below,
              inside: [...place.inside, router],
              unread: unreadOf(path, place),
            },
            into,
            world,
          );
          continue;
        }
        const found = guardOf(handler, at, world);
        into.standing.push(...stand(found, below, into.routes.length, { base: below.sample }));
        if (found.unread) noteUnread(found.unread, into);
      }
    }
  }
}

const pending = new WeakMap<Flattened, Set<string>>();

function noteUnread(sentence: string, into: Flattened): void {
  const list = pending.get(into) ?? new Set();
  pending.set(into, list);
  list.add(sentence);
}

function unreadOf(path: RegisteredPath, place: Place): readonly string[] {
  return path.pattern ? place.unread : [...place.unread, `The path ${path.shown} is not known before it runs.`];
}

function routesOf(layer: RouteLayer, path: RegisteredPath, place: Place, into: Flattened, world: World): void {
  const named = layer.entries.map((it) => it.method).filter((it) => it !== '*');
  const all = layer.entries.filter((it) => it.method === '*');
  const methods = named.length === 0 ? ['*'] : [...new Set(named)];
  const full = join(place.prefix, path);
  for (const method of methods) {
    const entries = layer.entries.filter((it) => it.method === method || it.method === '*');
    const stack = entries.flatMap((it) =>
      it.handlers.flatMap(flat).map((slot) => ({ slot, site: it.site, own: it.method === method })),
    );
    const found = stack.map(({ slot, site }) => guardOf(slot, { file: site.file, line: lineOf(slot, site) }, world));
    const last = found.at(-1);
    if (stack.length === 0) continue;
    // A layer whose last function lets requests pass and answers nothing itself stands in front of what comes later.
    if (last?.guard && last.behavior?.passes && !last.behavior.responds && handlerIndex(found) === found.length - 1) {
      const base = place.prefix.sample;
      for (const it of found) into.standing.push(...stand(it, full, into.routes.length, { exact: true, method, base }));
      continue;
    }
    addRoute(method, stack, found, full, path, place, into, world);
  }
  // `all` besides methods answers every other one, where its functions answer at all.
  const rest = all.flatMap((it) => it.handlers.flatMap(flat).map((slot) => ({ slot, site: it.site, own: true })));
  if (named.length === 0 || rest.length === 0) return;
  const found = rest.map(({ slot, site }) => guardOf(slot, { file: site.file, line: lineOf(slot, site) }, world));
  const behavior = found.at(-1)?.behavior;
  if (behavior?.responds && !behavior.passes) addRoute('*', rest, found, full, path, place, into, world);
}

interface Entry {
  readonly slot: Slot;
  readonly site: SourcePlace;
  readonly own: boolean;
}

function addRoute(
  method: string,
  stack: readonly Entry[],
  found: readonly Found[],
  full: Prefix,
  path: RegisteredPath,
  place: Place,
  into: Flattened,
  world: World,
): void {
  const at = stack.find((it) => it.own)?.site ?? stack[0]?.site;
  if (!at) return;
  const end = handlerIndex(found);
  const standing = standingOver(method, full, into.standing, world);
  const own = [...paramGuards(place.router, path.shown, world), ...found.slice(0, end)].map((it) =>
    inFront(it, method, full, place.prefix.sample, world),
  );
  const handler = stack[end];
  const behavior = found[end]?.behavior;
  const guards = [...standing.guards, ...own.flatMap((it) => it.guards), ...(behavior ? guardsInside(behavior) : [])];
  const unread = [
    ...unreadOf(path, place),
    ...(pending.get(into) ?? []),
    ...standing.unread,
    ...found.slice(0, end).flatMap((it) => it.unread ?? []),
    ...own.flatMap((it) => it.unread),
  ];
  const letThrough = [...standing.letThrough, ...own.flatMap((it) => it.letThrough)];
  const route: Route = {
    method,
    path: full.shown === '' ? '/' : full.shown,
    ...(full.source === undefined ? {} : { pattern: whole(full.source, place.router) }),
    framework: 'express',
    file: at.file,
    line: at.line,
    guards,
    ...decide(guards),
    ...(handler ? { handler: handlerOf(handler, behavior) } : {}),
    ...(letThrough.length === 0 ? {} : { letThrough: [...new Set(letThrough)] }),
    ...(unread.length === 0 ? {} : { unread: [...new Set(unread)].slice(0, 20) }),
  };
  for (const it of standing.met) it.over.push(route);
  into.routes.push(route);
  for (const [i, late] of found.entries()) {
    if (i <= end || !late.guard) continue;
    into.remarks.push({
      code: 'guard-after-handler',
      file: late.guard.file,
      line: late.guard.line,
      says: `\`${late.guard.name}\` stands after the handler of ${method} ${route.path}, which answers by itself: it never runs.`,
      certainty: 'sure',
      advice: `Put \`${late.guard.name}\` before the handler.`,
      other: { file: at.file, line: at.line },
    });
  }
}

/** The last function, or an earlier one that answers and lets nothing pass. */
function handlerIndex(found: readonly Found[]): number {
  const early = found.findIndex(({ behavior, guard }) => behavior?.responds && !behavior.passes && !guard);
  return early < 0 ? found.length - 1 : early;
}

function handlerOf({ slot, site }: Entry, behavior: Behavior | undefined): NonNullable<Route['handler']> {
  const { value, written } = slot;
  const name = nameOfSlot(written);
  if (behavior?.around) return { name, ...behavior.around };
  if (value.is === 'function') return { name, file: value.file, line: value.syntax.line };
  return { name, file: site.file, line: lineOf(slot, site) };
}

function whole(source: string, { caseSensitive, strict }: RouterThing): string {
  const body = source === '' ? '/?' : strict ? source : `${source}/?`;
  return `${caseSensitive ? '' : '(?i)'}^${body}$`;
}

/** What `router.param` put in front of paths that have that parameter. */
function paramGuards(router: RouterThing, shown: string, world: World): Found[] {
  const names = new Set([...shown.matchAll(/:(\w+)/g)].map((it) => it[1]));
  return router.params.flatMap(({ name, handler, site }) => {
    if (!names.has(name)) return [];
    const found = guardOf(handler, { file: site.file, line: site.line }, world);
    // Its functions take four parameters and are no handlers of errors.
    const behavior = found.behavior;
    if (found.guard || !behavior?.refuses) return found.guard ? [found] : [];
    const inside = guardsInside({ ...behavior, checks: behavior.checks.map((it) => ({ ...it, ofCaller: true })) });
    const [guard] = inside;
    if (!guard) return [];
    const { value, written } = handler;
    const called = written.is === 'function' ? guard.name : nameOf(written);
    const definedAt = value.is === 'function' ? { file: value.file, line: value.syntax.line } : undefined;
    return [
      {
        guard: {
          ...guard,
          name: called,
          kind: kindOfBehavior(behavior, called),
          file: site.file,
          line: site.line,
          answers: behavior.answers,
          ...(definedAt ? { definedAt } : {}),
        },
        behavior,
      },
    ];
  });
}

/** A guard's own line, where it stands in the call that registers it. */
function lineOf(slot: Slot, site: SourcePlace): number {
  return slot.file === site.file && site.line <= slot.written.line ? slot.written.line : site.line;
}
