import type { FunctionSyntax } from './syntax.ts';

const known = new WeakMap<FunctionSyntax, ReadonlySet<string>>();

/** Names that a function gives another value after they are declared: what they stand for is not known at any one place. */
export function assignedIn(of: FunctionSyntax): ReadonlySet<string> {
  let names = known.get(of);
  if (!names) {
    const found = new Set<string>();
    look(of.body, found, 0);
    known.set(of, found);
    names = found;
  }
  return names;
}

function look(it: unknown, found: Set<string>, depth: number): void {
  if (typeof it !== 'object' || it === null || 200 < depth) return;
  if (Array.isArray(it)) {
    for (const one of it) look(one, found, depth + 1);
    return;
  }
  const node = it as { readonly is?: string; readonly to?: { readonly is?: string; readonly name?: string } };
  if (node.is === 'assign' && node.to?.is === 'name' && node.to.name !== undefined) found.add(node.to.name);
  for (const one of Object.values(it)) look(one, found, depth + 1);
}
