import { RE2JS } from 're2js';
import { asksOf } from '../asksOf.ts';
import { decide } from '../decide.ts';
import type { Behavior } from '../js/behavior.ts';
import { nameOf } from '../js/evaluate.ts';
import { type Found, guardOf, guardsInside, kindOfBehavior, nameOfSlot } from '../js/guardOf.ts';
import { type Slot, stringOf, type Value } from '../js/value.ts';
import type { World } from '../js/world.ts';
import type { Guard, GuardRemark, Route, SourcePlace } from '../route.ts';
import { flat } from './register.ts';
import { type RegisteredPath, type RouteLayer, type RouterThing, routerOf } from './things.ts';

/** A guard as it stands in the one long list of layers that a request goes through. */
export interface Standing {
  readonly guard: Guard;
  /** RE2 source of the paths in front of which it stands; undefined: not known. */
  readonly covers: string | undefined;
  readonly shown: string;
  /** It stands at these paths only, not at what is below. */
  readonly exact: boolean;
  readonly method: string;
  readonly unless?: Value;
  readonly behavior?: Behavior;
  /** Routes that it stands in front of. */
  readonly over: Route[];
  /** How many routes were read before it. */
  readonly after: number;
}

/** Everything that one application has, in the order in which requests meet it. */
export interface Flattened {
  readonly routes: Route[];
  readonly standing: Standing[];
  readonly remarks: GuardRemark[];
}

interface Prefix {
  readonly shown: string;
  readonly source: string | undefined;
  readonly sample: string | undefined;
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
        if (mounted) {
          const params = paramGuards(router, path.shown, world);
          for (const it of params) into.standing.push(stand(it, join(place.prefix, path), into, {}));
          walk(
            {
              router: mounted,
              prefix: join(place.prefix, path),
              inside: [...place.inside, router],
              unread: unreadOf(path, place),
            },
            into,
            world,
          );
          continue;
        }
        const found = guardOf(handler, at, world);
        if (found.guard) into.standing.push(stand(found, join(place.prefix, path), into, {}));
        else if (found.unread) noteUnread(found.unread, into);
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

function stand(
  { guard, behavior, unless }: Found,
  prefix: Prefix,
  into: Flattened,
  { exact = false, method = '*' }: { exact?: boolean; method?: string },
): Standing {
  if (!guard) throw new TypeError('a guard is expected');
  return {
    guard,
    covers: prefix.source,
    shown: prefix.shown,
    exact,
    method,
    ...(unless ? { unless } : {}),
    ...(behavior ? { behavior } : {}),
    over: [],
    after: into.routes.length,
  };
}

function unreadOf(path: RegisteredPath, place: Place): readonly string[] {
  return path.pattern ? place.unread : [...place.unread, `The path ${path.shown} is not known before it runs.`];
}

function join(prefix: Prefix, { shown, pattern }: RegisteredPath): Prefix {
  const tail = shown === '/' ? '' : pattern?.isRegex ? shown : shown.replace(/\/$/, '');
  const slash = tail === '' || tail.startsWith('/') || tail.startsWith('*') || tail.startsWith('{') ? '' : '/';
  return {
    shown: `${prefix.shown}${slash}${tail}`,
    source: pattern && prefix.source !== undefined ? prefix.source + pattern.source : undefined,
    sample: pattern?.sample !== undefined && prefix.sample !== undefined ? prefix.sample + pattern.sample : undefined,
  };
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
      for (const it of found) if (it.guard) into.standing.push(stand(it, full, into, { exact: true, method }));
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
  const { guards: standing, unread: partly } = standingOver(method, full, into);
  const own = found.slice(0, end).flatMap((it) => it.guard ?? []);
  const handler = stack[end];
  const behavior = found[end]?.behavior;
  const guards = [
    ...standing.map((it) => it.guard),
    ...paramGuards(place.router, path.shown, world).flatMap((it) => it.guard ?? []),
    ...own,
    ...(behavior ? guardsInside(behavior) : []),
  ].filter((it) => asksOf(method, it));
  const unread = [
    ...unreadOf(path, place),
    ...(pending.get(into) ?? []),
    ...partly,
    ...found.slice(0, end).flatMap((it) => it.unread ?? []),
    ...found.slice(0, end).flatMap((it) => exceptionsOf(it.guard, it.behavior)),
  ];
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
    ...(unread.length === 0 ? {} : { unread: [...new Set(unread)].slice(0, 20) }),
  };
  for (const it of standing) it.over.push(route);
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

/** Guards by the path that they stand at, where that is plain text; the others are tried each. */
interface Index {
  readonly plain: Map<string, number[]>;
  readonly others: number[];
  size: number;
}

const indexes = new WeakMap<Flattened, Index>();

/** Those guards that may stand in front of a path, in order. */
function candidates(into: Flattened, { sample }: Prefix): Standing[] {
  const index: Index = indexes.get(into) ?? { plain: new Map(), others: [], size: 0 };
  indexes.set(into, index);
  for (; index.size < into.standing.length; index.size++) {
    const covers = into.standing[index.size]?.covers;
    const key = covers !== undefined && /^[\w/-]+$/.test(covers) ? covers.toLowerCase() : undefined;
    if (key === undefined) index.others.push(index.size);
    else index.plain.set(key, [...(index.plain.get(key) ?? []), index.size]);
  }
  if (sample === undefined) return into.standing;
  const found = [...index.others];
  const path = sample.toLowerCase();
  for (let at = path.indexOf('/', 1); ; at = path.indexOf('/', at + 1)) {
    found.push(...(index.plain.get(at < 0 ? path : path.slice(0, at)) ?? []));
    if (at < 0) break;
  }
  return found.sort((a, b) => a - b).flatMap((it) => into.standing[it] ?? []);
}

/** The guards so far that stand in front of a path. */
function standingOver(method: string, full: Prefix, into: Flattened): { guards: Standing[]; unread: string[] } {
  const guards: Standing[] = [];
  const unread: string[] = [];
  for (const it of candidates(into, full)) {
    if (it.method !== '*' && it.method !== method) continue;
    const covered = covers(it, full);
    if (covered === 'no') continue;
    if (covered === 'unknown') {
      unread.push(`Whether \`${it.guard.name}\` of ${it.shown} runs for this path is not told.`);
      continue;
    }
    const exempt = it.unless ? exempted(it.unless, full, method) : 'no';
    if (exempt === 'yes') continue;
    if (exempt === 'unknown')
      unread.push(`\`${it.guard.name}\` lets some paths pass; whether this one is among them is not told.`);
    unread.push(...exceptionsOf(it.guard, it.behavior));
    guards.push(it);
  }
  return { guards, unread };
}

function exceptionsOf(guard: Guard | undefined, behavior: Behavior | undefined): string[] {
  if (!guard || !behavior) return [];
  return behavior.exceptions.map((it) => `\`${guard.name}\` lets requests pass where \`${it}\`.`);
}

function covers({ covers: source, exact, shown }: Standing, full: Prefix): 'yes' | 'no' | 'unknown' {
  if (source === '' && !exact) return 'yes';
  if (source === undefined) return 'unknown';
  if (full.sample !== undefined) {
    const matched = matches(exact ? `${source}/?` : `${source}(?:/.*)?`, full.sample === '' ? '/' : full.sample);
    if (matched === undefined) return 'unknown';
    return matched ? 'yes' : 'no';
  }
  return full.shown.startsWith(`${shown}/`) ? 'yes' : 'unknown';
}

const compiled = new Map<string, RE2JS | undefined>();

/** Undefined where RE2 does not take the pattern. */
function matches(source: string, path: string): boolean | undefined {
  if (!compiled.has(source)) {
    if (2_000 < compiled.size) compiled.clear();
    compiled.set(source, compile(source));
  }
  return compiled.get(source)?.matches(path);
}

function compile(source: string): RE2JS | undefined {
  if (4_000 < source.length) return undefined;
  try {
    return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
  } catch {
    return undefined;
  }
}

function whole(source: string, { caseSensitive, strict }: RouterThing): string {
  const body = source === '' ? '/?' : strict ? source : `${source}/?`;
  return `${caseSensitive ? '' : '(?i)'}^${body}$`;
}

/** Whether `express-unless` lets a path pass: strings, regular expressions, `{ url, methods }`, or an object with `path`. */
function exempted(unless: Value, full: Prefix, method: string): 'yes' | 'no' | 'unknown' {
  const sample = full.sample === '' ? '/' : full.sample;
  const one = (it: Value): 'yes' | 'no' | 'unknown' => {
    const text = stringOf(it);
    if (text !== undefined) return text === sample || text === full.shown ? 'yes' : 'no';
    if (it.is === 'array') {
      const all = it.items.map((slot) => one(slot.value));
      return all.includes('yes') ? 'yes' : all.includes('unknown') || it.open ? 'unknown' : 'no';
    }
    if (it.is === 'regex') {
      const found =
        sample === undefined ? undefined : matches(`(?s).*(?:${it.source.replace(/\\\//g, '/')}).*`, sample);
      return found === undefined ? 'unknown' : found ? 'yes' : 'no';
    }
    if (it.is !== 'object') return 'unknown';
    const methods = it.fields.get('methods') ?? it.fields.get('method');
    if (methods && !listed(methods, method)) return 'no';
    const inner = it.fields.get('url') ?? it.fields.get('path');
    return inner ? one(inner) : methods ? 'yes' : 'unknown';
  };
  return one(unless);
}

function listed(methods: Value, method: string): boolean {
  const all = methods.is === 'array' ? methods.items.map((it) => stringOf(it.value)) : [stringOf(methods)];
  return all.includes(method);
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
