import type { Framework } from '../framework.ts';
import { createWorld } from '../js/createWorld.ts';
import { frontOf, insideOf } from '../js/frontOf.ts';
import { nameOfSlot } from '../js/guardOf.ts';
import { jsFramework } from '../js/jsFramework.ts';
import { type Placed, placedBy } from '../js/placed.ts';
import { withRequests } from '../js/request.ts';
import { callUnasked, runAll, uncalled } from '../js/runAll.ts';
import { patternOf, samplePaths, segmentsOf } from '../js/segments.ts';
import type { ModuleSyntax } from '../js/syntax.ts';
import { once, toRoute } from '../js/toRoute.ts';
import { type ClassValue, lookUp, type Slot, stringOf, type Value } from '../js/value.ts';
import type { Frame, World } from '../js/world.ts';
import type { Guard, GuardRemark, Route } from '../route.ts';
import { type Decorator, decoratorsOf, metadataOf } from './decorators.ts';
import { globalGuards, guardFor, type NestGuard } from './guards.ts';
import { consumerThing, createNestHost, createNestState, type NestState } from './host.ts';
import { instanceOf } from './inject.ts';
import { modulesFrom, type NestModule, slotsIn } from './modules.ts';
import { coversRoute, type PathRules, pathRules, pathsOf, textsOf } from './paths.ts';
import { type Asked, unreadMetadata } from './unreadMetadata.ts';

/** NestJS 8 and later: controllers of the modules that the application is made of. https://docs.nestjs.com */
export const nestjs: Framework<ModuleSyntax> = jsFramework({
  id: 'nestjs',
  begins: (_, text) => /['"]@nestjs\/(?:common|core|passport|throttler)['"]/.test(text),
  link(modules, project) {
    const state = createNestState();
    const world = createWorld(modules, project, withRequests(createNestHost(state)));
    runAll(modules, world);
    for (const it of uncalled(modules, world))
      if (!world.wasCalled(it.value.syntax) && /boot|main|create|start|app/i.test(it.name))
        callUnasked(it.value, world);
    const [app] = state.apps.filter((it) => it.root?.is === 'class' || it.root?.is === 'object');
    const classes = classesIn(modules, world);
    const parts = partsOf(app?.root, classes, world);
    configure(parts, world);
    const all: Whole = {
      rules: pathRules(app),
      globals: [
        ...parts.flatMap((it) => globalGuards(it.providers, world)),
        ...(app?.calls ?? [])
          .flatMap((it) => (it.name === 'useGlobalGuards' ? it.args.flatMap((one) => placedBy(one, it.site)) : []))
          .map((it) => ({ slot: it, file: it.file, line: it.line })),
      ],
      middleware: (app?.calls ?? []).flatMap((it) => (it.name === 'use' ? [it] : [])),
      state,
      world,
      remarks: [],
    };
    const routes: readonly Route[] = parts.flatMap((module) =>
      module.controllers.flatMap((it) => controllerRoutes(it, module.path, all)),
    );
    return { routes: once(routes), remarks: all.remarks };
  },
});

interface Whole {
  readonly rules: PathRules;
  readonly globals: readonly NestGuard[];
  readonly middleware: readonly { readonly args: readonly Slot[]; readonly site: Parameters<typeof placedBy>[1] }[];
  readonly state: NestState;
  readonly world: World;
  readonly remarks: GuardRemark[];
}

/** Classes at the top of modules. */
function classesIn(modules: ReadonlyMap<string, ModuleSyntax>, world: World): readonly ClassValue[] {
  return [...modules.keys()].flatMap((path) => {
    const state = world.run(path);
    return [...(state?.scope.names.keys() ?? [])].flatMap((name) => {
      const value = state && lookUp(state.scope, name);
      return value?.is === 'class' && value.file === path ? [value] : [];
    });
  });
}

/** Modules from the root; without a root those that no other imports; without any, all controllers. */
function partsOf(root: Value | undefined, classes: readonly ClassValue[], world: World): readonly NestModule[] {
  if (root) return modulesFrom([root], world);
  const isOne = (it: ClassValue, name: string) =>
    decoratorsOf(it, it.syntax.decorators, world).some((one) => one.name === name);
  const own = classes.filter((it) => isOne(it, 'Module'));
  if (own.length === 0) {
    const [first] = classes;
    return first
      ? [{ of: first, controllers: classes.filter((it) => isOne(it, 'Controller')), providers: [], path: '' }]
      : [];
  }
  const reached = new Set(
    own.flatMap((it) =>
      modulesFrom([it], world)
        .slice(1)
        .map((one) => one.of.syntax),
    ),
  );
  return modulesFrom([...own.filter((it) => !reached.has(it.syntax)), ...own], world);
}

/** Runs each module's `configure(consumer)`. */
function configure(parts: readonly NestModule[], world: World): void {
  for (const { of } of parts) {
    if (!of.syntax.members.some((it) => it.name === 'configure')) continue;
    const instance = instanceOf(of, world);
    const frame: Frame = { file: of.file, scope: of.scope, depth: 0, sometimes: false, returned: {} };
    const method = instance && world.member(instance, 'configure', frame);
    if (method?.is !== 'function') continue;
    const line = method.syntax.line;
    const slot: Slot = { value: consumerThing, written: { is: 'name', name: 'consumer', line }, file: of.file };
    world.call(method, [slot], frame, { file: of.file, line, text: 'configure', sometimes: false });
  }
}

const verbs: Readonly<Record<string, string>> = {
  Get: 'GET',
  Post: 'POST',
  Put: 'PUT',
  Patch: 'PATCH',
  Delete: 'DELETE',
  Head: 'HEAD',
  Options: 'OPTIONS',
  Search: 'SEARCH',
  Sse: 'GET',
  All: '*',
};

function controllerRoutes(of: ClassValue, modulePath: string, all: Whole): readonly Route[] {
  const { world } = all;
  const onClass = chainOf(of).flatMap((it) => decoratorsOf(it, it.syntax.decorators, world));
  const controller = onClass.findLast((it) => it.name === 'Controller');
  if (!controller) return [];
  const given = controller.args[0]?.value;
  const field = (name: string) => (given?.is === 'object' ? given.fields.get(name) : undefined);
  const paths = textsOf(given?.is === 'object' ? field('path') : given);
  const versions = textsOf(field('version'));
  const seen = new Set<string>();
  return chainOf(of)
    .reverse()
    .flatMap((from) =>
      from.syntax.members.flatMap((member) => {
        if (member.kind !== 'method' || member.isStatic || seen.has(member.name) || !member.function) return [];
        seen.add(member.name);
        const onMethod = decoratorsOf(from, member.decorators, world);
        const value: Value = {
          is: 'function',
          syntax: member.function,
          scope: from.scope,
          file: from.file,
          self: instanceOf(of, world) ?? of,
          home: from,
        };
        return onMethod.flatMap((verb) => {
          const method = verbs[verb.name];
          if (method === undefined || !isNest(verb)) return [];
          const own = textsOf(verb.args[0]?.value);
          const mine = onMethod.find((it) => it.name === 'Version');
          const version = mine ? textsOf(mine.args[0]?.value) : versions;
          const whole = (0 < paths.length ? paths : ['']).flatMap((path) =>
            (0 < own.length ? own : ['']).flatMap((it) => pathsOf(all.rules, method, modulePath, path, it, version)),
          );
          const handler: Placed = {
            value,
            written: { is: 'name', name: `${of.syntax.name ?? ''}.${member.name}`, line: member.line },
            file: from.file,
            line: member.line,
          };
          return whole.map((path) => routeOf({ of, from, method, path, verb, handler, onClass, onMethod }, all));
        });
      }),
    );
}

interface Declared {
  readonly of: ClassValue;
  readonly from: ClassValue;
  readonly method: string;
  readonly path: string;
  readonly verb: Decorator;
  readonly handler: Placed;
  readonly onClass: readonly Decorator[];
  readonly onMethod: readonly Decorator[];
}

function routeOf(it: Declared, all: Whole): Route {
  const { world, state, globals } = all;
  const segments = segmentsOf(it.path);
  const front = frontOf(middlewareFor(it, segments, all), world, { paths: samplePaths(segments), method: it.method });
  state.target = { handler: metadata(it.onMethod), class: metadata(it.onClass) };
  const decorators = [...it.onMethod, ...it.onClass];
  const placed: NestGuard[] = [...globals, ...usedIn(it.onClass, it.of.file), ...usedIn(it.onMethod, it.from.file)];
  const asked: Asked[] = [];
  const letThrough = [...(front.letThrough ?? [])];
  const guards = placed.flatMap((one) => {
    state.reads = [];
    const guard = guardFor(one, decorators, state, world);
    asked.push(
      ...state.reads.map(({ key, value }) => ({ key, found: !(value.is === 'constant' && value.value === undefined) })),
    );
    if (!guard && isLetThrough(one.slot.value, state)) letThrough.push(nameOfSlot(one.slot.written));
    return guard ?? [];
  });
  const route = toRoute({
    framework: 'nestjs',
    method: it.method,
    path: it.path,
    pattern: it.path.includes('…') ? undefined : patternOf(segments, false, true),
    at: { file: it.from.file, line: it.verb.line },
    guards: [...front.guards, ...guards, ...insideOf(it.handler.value, world)] satisfies Guard[],
    handler: it.handler,
    unread: front.unread,
    letThrough,
  });
  // A guard of a package may read what it likes.
  if (placed.every((one) => isOfProject(one.slot.value)))
    all.remarks.push(
      ...unreadMetadata(route, it.onMethod, it.onClass, asked, { method: it.from.file, class: it.of.file }),
    );
  return route;
}

/** It said nothing but yes, since something is set that is true: `@Public()`. */
function isLetThrough(value: Value, { reads }: NestState): boolean {
  if (value.is === 'package' || value.is === 'made') return !/throttl/i.test(printValue(value));
  return reads.some((it) => it.value.is === 'constant' && it.value.value === true);
}

function printValue(value: Value): string {
  return value.is === 'package' ? value.path.join('.') : value.is === 'made' ? printValue(value.by) : '';
}

function isOfProject(value: Value): boolean {
  const by = value.is === 'made' ? value.by : value;
  return (
    by.is === 'class' ||
    by.is === 'object' ||
    (by.is === 'package' && /^@nestjs\/(?:passport|throttler)$/.test(by.name))
  );
}

/** The class and those that it extends, the last first. */
function chainOf(of: ClassValue): ClassValue[] {
  const chain: ClassValue[] = [];
  for (let it: Value | undefined = of; it?.is === 'class' && chain.length < 10; it = it.base) chain.unshift(it);
  return chain;
}

function metadata(decorators: readonly Decorator[]): ReadonlyMap<string, Slot> {
  const found = new Map<string, Slot>();
  for (const it of decorators) {
    const set = metadataOf(it);
    if (set) found.set(set.key, set.value);
  }
  return found;
}

function usedIn(decorators: readonly Decorator[], file: string): readonly NestGuard[] {
  return decorators.flatMap((it) =>
    it.name === 'UseGuards'
      ? it.args
          .flatMap((one) => slotsIn(one))
          .map((slot) => ({
            slot,
            file,
            line:
              slot.file === file &&
              it.line <= slot.written.line &&
              it.written.is === 'call' &&
              it.written.args.includes(slot.written)
                ? slot.written.line
                : it.line,
          }))
      : [],
  );
}

function isNest(it: Decorator): boolean {
  return it.value.is === 'made'
    ? it.value.by.is === 'package' && it.value.by.name.startsWith('@nestjs/')
    : it.value.is === 'package';
}

/** Functions of `app.use`, then what modules apply to this route. */
function middlewareFor(
  it: Declared,
  segments: ReturnType<typeof segmentsOf>,
  { state, middleware, rules, world }: Whole,
): readonly Placed[] {
  const found: Placed[] = middleware.flatMap(({ args, site }) => {
    const [first] = args;
    const path = stringOf(first?.value);
    if (path !== undefined && first && !coversRoute(first.value, segments, it.method, true)) return [];
    return (path === undefined ? args : args.slice(1)).flatMap((one) => placedBy(one, site));
  });
  const bare = segments.slice(segmentsOf(rules.prefix).length);
  const local = rules.prefix !== '' && it.path.startsWith(`/${rules.prefix.replace(/^\/|\/$/g, '')}`) ? bare : segments;
  for (const applied of state.applied) {
    const hit = applied.routes.some((one) =>
      one.value.is === 'class'
        ? chainOf(it.of).includes(one.value) || one.value.syntax === it.of.syntax
        : coversRoute(one.value, local, it.method, true) || everything(one.value),
    );
    const excluded = applied.excludes
      .flatMap((one) => slotsIn(one))
      .some(
        (one) => coversRoute(one.value, local, it.method, false) || coversRoute(one.value, segments, it.method, false),
      );
    if (!hit || excluded) continue;
    found.push(...applied.runs.map((one) => middlewareOf(one, world)));
  }
  return found;
}

function everything(value: Value): boolean {
  const path = stringOf(value) ?? (value.is === 'object' ? stringOf(value.fields.get('path')) : undefined);
  return path !== undefined && /^\/?(?:\*|\(\.\*\)|\{?\*\w+\}?|)$/.test(path);
}

/** A class of middleware stands for its `use`. */
function middlewareOf(it: Placed, world: World): Placed {
  if (it.value.is !== 'class') return it;
  const instance = instanceOf(it.value, world);
  const frame: Frame = { file: it.file, scope: it.value.scope, depth: 0, sometimes: true, returned: {} };
  const method = instance && world.member(instance, 'use', frame);
  return method?.is === 'function' ? { ...it, value: method } : it;
}
