import { folderOf, resolveModule } from './resolveModule.ts';
import { nothing, type ObjectValue, type Scope, unknown, type Value } from './value.ts';
import type { ModuleState, World } from './world.ts';

/** Runs a module's top level once; one that is still running (a cycle) is given as far as it came. */
export function runModule(path: string, states: Map<string, ModuleState>, world: World): ModuleState | undefined {
  const known = states.get(path);
  const syntax = world.modules.get(path);
  if (known || !syntax) return known;
  const exports: ObjectValue = { is: 'object', fields: new Map() };
  const module: ObjectValue = { is: 'object', fields: new Map<string, Value>([['exports', exports]]) };
  const scope: Scope = {
    names: new Map<string, Value | (() => Value)>([
      ['module', module],
      ['exports', exports],
      ['__dirname', { is: 'constant', value: `/${folderOf(path)}` }],
    ]),
  };
  const state: ModuleState = { scope, module, named: new Map(), stars: [] };
  states.set(path, state);
  const frame = { file: path, scope, self: exports, depth: 0, sometimes: false, returned: {} };
  // What the module gives is known before it is run: modules that import each other see it.
  for (const it of syntax.body) {
    if (it.is === 'import') {
      for (const { local, imported: name } of it.names)
        scope.names.set(local, () => world.imported(path, it.from, name));
    } else if (it.is === 'export') {
      for (const { local, exported } of it.names) {
        if (exported === '*' && it.from !== undefined) state.stars.push(it.from);
        else if (it.from !== undefined) state.named.set(exported, () => world.imported(path, it.from ?? '', local));
        else state.named.set(exported, () => inScope(scope, local));
      }
    }
  }
  for (const it of syntax.body) {
    // What is imported by name runs when a name of it is asked for.
    if (it.is !== 'import' || 0 < it.names.length) continue;
    const target = resolveModule(path, it.from, world.project);
    if (target !== undefined) world.run(target);
  }
  for (const it of syntax.body) {
    if (it.is !== 'export-value') continue;
    let value: Value | undefined;
    const give = () => {
      value ??= world.evaluate(it.value, frame);
      return value;
    };
    // A function or class is there from the start; anything else when its line is reached.
    if (it.value.is === 'function' || it.value.is === 'class') state.named.set(it.name, give);
  }
  world.execute(syntax.body, {
    ...frame,
    exported: (name, value) => {
      if (name === '=') module.fields.set('exports', value);
      else if (!state.named.has(name)) state.named.set(name, () => value);
    },
  });
  return state;
}

function inScope(scope: Scope, name: string): Value {
  const found = scope.names.get(name);
  return found === undefined ? unknown : typeof found === 'function' ? found() : found;
}

/** What a specifier gives: of a module that was read, else of a package. */
export function imported(from: string, specifier: string, name: string, world: World): Value {
  const target = resolveModule(from, specifier, world.project);
  if (target === undefined) {
    if (/^[./]/.test(specifier)) return { is: 'unknown', name: specifier };
    const path = name === 'default' || name === '*' || name === '=' ? [] : [name];
    return { is: 'package', name: specifier.replace(/^node:/, ''), path };
  }
  return world.run(target) ? memberOfModule(target, name, world, 0) : { is: 'unknown', name: specifier };
}

function memberOfModule(path: string, name: string, world: World, depth: number): Value {
  const state = world.run(path);
  if (!state || 20 < depth) return unknown;
  const exports = state.module.fields.get('exports') ?? nothing;
  if (name === '*' || name === '=') {
    if (state.named.size === 0 && state.stars.length === 0) return exports;
    return namespace(path, world, depth);
  }
  const named = state.named.get(name);
  if (named) return named();
  if (exports.is === 'object') {
    const field = exports.fields.get(name);
    if (field) return field;
  }
  for (const star of name === 'default' ? [] : state.stars) {
    const target = resolveModule(path, star, world.project);
    const found = target === undefined ? unknown : memberOfModule(target, name, world, depth + 1);
    if (found.is !== 'unknown') return found;
  }
  if (name === 'default' && state.named.size === 0) return exports;
  if (exports.is === 'object' && exports.fields.size === 0 && !exports.of) return { is: 'unknown', name };
  return world.member(exports, name, {
    file: path,
    scope: state.scope,
    depth: 0,
    sometimes: false,
    returned: {},
  });
}

function namespace(path: string, world: World, depth: number): ObjectValue {
  const fields = new Map<string, Value>();
  const state = world.run(path);
  for (const star of state?.stars ?? []) {
    const target = resolveModule(path, star, world.project);
    if (target === undefined || !world.run(target)) continue;
    const inner = memberOfModule(target, '*', world, depth + 1);
    if (inner.is === 'object') for (const [key, it] of inner.fields) fields.set(key, it);
  }
  const exports = state?.module.fields.get('exports');
  if (exports?.is === 'object') for (const [key, it] of exports.fields) fields.set(key, it);
  for (const [key, it] of state?.named ?? []) fields.set(key, it());
  return { is: 'object', fields };
}
