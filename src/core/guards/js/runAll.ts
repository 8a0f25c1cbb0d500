import type { ModuleSyntax } from './syntax.ts';
import type { FunctionValue, Value } from './value.ts';
import type { ModuleState, World } from './world.ts';

/** Runs every module; one that another imports runs where that is done. */
export function runAll(modules: ReadonlyMap<string, ModuleSyntax>, world: World): void {
  for (const path of modules.keys()) world.run(path);
}

/** Functions that modules export and that nobody has called: factories of applications, plugins, `register(router)`. */
export function uncalled(
  modules: ReadonlyMap<string, ModuleSyntax>,
  world: World,
): readonly { readonly path: string; readonly name: string; readonly value: FunctionValue }[] {
  return [...modules.keys()].flatMap((path) => {
    const state = world.run(path);
    return state ? exportsOf(state).flatMap(([name, value]) => functionIn(path, name, value, world)) : [];
  });
}

function functionIn(path: string, name: string, value: Value, world: World) {
  return value.is === 'function' && value.file === path && !world.wasCalled(value.syntax)
    ? [{ path, name, value }]
    : [];
}

function exportsOf(state: ModuleState): readonly (readonly [string, Value])[] {
  const exports = state.module.fields.get('exports');
  const common: (readonly [string, Value])[] =
    exports?.is === 'object' ? [...exports.fields] : exports ? [['default', exports]] : [];
  return [...[...state.named].map(([name, it]) => [name, it()] as const), ...common];
}

/** A call of it that nothing in the project makes. */
export function callUnasked(value: FunctionValue, world: World, args: readonly Value[] = []): Value {
  const line = value.syntax.line;
  const written = { is: 'name' as const, name: 'app', line };
  return world.call(
    value,
    args.map((it) => ({ value: it, written, file: value.file })),
    { file: value.file, scope: { names: new Map() }, depth: 0, sometimes: true, returned: {} },
    { file: value.file, line, text: value.syntax.name ?? '', sometimes: true },
  );
}
