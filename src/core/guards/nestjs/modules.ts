import { fieldSlot } from '../js/placed.ts';
import { type ClassValue, type ObjectValue, type Slot, stringOf, type Value } from '../js/value.ts';
import type { World } from '../js/world.ts';
import { decoratorsOf } from './decorators.ts';

/** A module of Nest with what it brings along, its imports resolved. */
export interface NestModule {
  readonly of: ClassValue;
  readonly controllers: readonly ClassValue[];
  readonly providers: readonly Slot[];
  readonly path: string;
}

/** The modules that an application is made of, in the order in which Nest's scanner meets them. */
export function modulesFrom(roots: readonly Value[], world: World): readonly NestModule[] {
  const found = new Map<object, NestModule>();
  const paths = new Map<object, string>();
  for (const it of roots) visit(it, found, paths, world, 0);
  return [...found.values()].map((it) => ({ ...it, path: paths.get(it.of.syntax) ?? '' }));
}

function visit(
  value: Value,
  found: Map<object, NestModule>,
  paths: Map<object, string>,
  world: World,
  depth: number,
): void {
  if (60 < depth) return;
  if (value.is === 'array') {
    for (const it of value.items) visit(it.value, found, paths, world, depth + 1);
    return;
  }
  if (value.is === 'object') {
    // A dynamic module: `{ module: Class, controllers, providers, imports }`.
    const of = value.fields.get('module');
    if (of?.is === 'class') add(of, value, found, paths, world, depth);
    return;
  }
  if (value.is === 'made') {
    if (value.by.is !== 'package') return;
    const name = value.by.path.join('.');
    if (/RouterModule\.(?:register|forRoutes)$/.test(name)) notePaths(value.args[0]?.value, '', paths);
    if (/(?:^|\.)forwardRef$/.test(name)) {
      const callback = value.args[0]?.value;
      if (callback?.is === 'function') {
        const inner = world.call(
          callback,
          [],
          { file: callback.file, scope: callback.scope, depth: 0, sometimes: false, returned: {} },
          value.site,
        );
        visit(inner, found, paths, world, depth + 1);
      }
    }
    return;
  }
  if (value.is === 'class') add(value, undefined, found, paths, world, depth);
}

function add(
  of: ClassValue,
  more: ObjectValue | undefined,
  found: Map<object, NestModule>,
  paths: Map<object, string>,
  world: World,
  depth: number,
): void {
  const before = found.get(of.syntax);
  const [written] = before
    ? []
    : decoratorsOf(of, of.syntax.decorators, world).flatMap((it) =>
        it.name === 'Module' && it.args[0] ? [it.args[0]] : [],
      );
  const extra: Slot | undefined = more && {
    value: more,
    written: { is: 'name', name: of.syntax.name ?? '', line: of.syntax.line },
    file: of.file,
  };
  const sources = [written, extra].filter((it): it is Slot => it !== undefined);
  const list = (name: string) => sources.flatMap((it) => slotsIn(fieldSlot(it, name)));
  found.set(of.syntax, {
    of,
    controllers: [
      ...(before?.controllers ?? []),
      ...list('controllers').flatMap((it) => (it.value.is === 'class' ? [it.value] : [])),
    ],
    providers: [...(before?.providers ?? []), ...list('providers')],
    path: '',
  });
  for (const it of list('imports')) visit(it.value, found, paths, world, depth + 1);
}

/** Items of a list with spreads and lists in it laid open. */
export function slotsIn(slot: Slot | undefined): readonly Slot[] {
  if (slot?.value.is !== 'array') return slot ? [slot] : [];
  return slot.value.items.flatMap((it) => slotsIn(it));
}

/** `RouterModule.register([{ path, module, children }])`: prefixes by module. */
function notePaths(value: Value | undefined, prefix: string, paths: Map<object, string>): void {
  if (value?.is !== 'array') return;
  for (const { value: it } of value.items) {
    if (it.is === 'class') paths.set(it.syntax, prefix);
    if (it.is !== 'object') continue;
    const own = `${prefix}/${(stringOf(it.fields.get('path')) ?? '').replace(/^\/|\/$/g, '')}`.replace(/\/$/, '');
    const module = it.fields.get('module');
    if (module?.is === 'class') paths.set(module.syntax, own);
    notePaths(it.fields.get('children'), own, paths);
  }
}
