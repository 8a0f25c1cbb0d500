import type { Expression, ModuleSyntax, Statement } from '../js/syntax.ts';
import { lookUp, type Slot, type Value } from '../js/value.ts';
import type { World } from '../js/world.ts';

/** What a module exports by a name, with the expression that it was written as and its line. */
export interface Exported extends Slot {
  readonly line: number;
}

export function exportedAs(path: string, name: string, world: World): Exported | undefined {
  const module = world.modules.get(path);
  if (!module) return undefined;
  const state = world.run(path);
  const own = writtenIn(module, name);
  const value = exportedValue(path, name, own?.local, world);
  if (!state || !own || !value) return undefined;
  const written = own.written ?? { is: 'name', name: own.local ?? name, line: own.line };
  return { value, written, file: path, line: own.line };
}

function exportedValue(path: string, name: string, local: string | undefined, world: World): Value | undefined {
  const state = world.run(path);
  if (!state) return undefined;
  const named = state.named.get(name)?.();
  if (named) return named;
  const exports = state.module.fields.get('exports');
  if (exports?.is === 'object') return exports.fields.get(name);
  if (name === 'default' && exports) return exports;
  return local === undefined ? undefined : lookUp(state.scope, local);
}

interface Written {
  readonly local?: string;
  readonly written?: Expression;
  readonly line: number;
}

function writtenIn(module: ModuleSyntax, name: string): Written | undefined {
  for (const it of module.body) {
    if (it.is === 'export-value' && it.name === name) {
      const inner = it.value.is === 'name' ? declared(module.body, it.value.name) : undefined;
      return { written: inner?.written ?? it.value, line: inner?.line ?? it.value.line };
    }
    if (it.is !== 'export') continue;
    const found = it.names.find((one) => one.exported === name);
    if (!found) continue;
    if (it.from !== undefined) return { local: found.local === 'default' ? 'middleware' : found.local, line: 1 };
    return { local: found.local, line: 1, ...declared(module.body, found.local) };
  }
  // `module.exports = handler`.
  for (const it of module.body) {
    if (name !== 'default' || it.is !== 'do' || it.what.is !== 'assign') continue;
    const { to, value } = it.what;
    if (to.is === 'member' && to.name === 'exports') return { written: value, line: it.what.line };
  }
  return undefined;
}

function declared(body: readonly Statement[], name: string): Omit<Written, 'local'> | undefined {
  for (const it of body) {
    if (it.is === 'function' && it.name === name) return { line: it.value.line };
    if (it.is !== 'let') continue;
    if (it.to.is === 'name' && it.to.name === name)
      return { line: it.line, ...(it.value ? { written: it.value } : {}) };
    if (it.to.is === 'object' && it.to.fields.some((one) => one.to.is === 'name' && one.to.name === name))
      return { line: it.line };
  }
  return undefined;
}
