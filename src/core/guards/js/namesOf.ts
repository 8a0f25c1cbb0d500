import type { Expression } from './syntax.ts';

/** Names that an expression reads, in functions in it as well. */
export function namesOf(expression: Expression): readonly string[] {
  const found = new Set<string>();
  look(expression, found, 0);
  return [...found];
}

function look(it: unknown, found: Set<string>, depth: number): void {
  if (typeof it !== 'object' || it === null || 100 < depth) return;
  if (Array.isArray(it)) {
    for (const one of it) look(one, found, depth + 1);
    return;
  }
  const node = it as { readonly is?: string; readonly name?: unknown };
  if (node.is === 'name' && typeof node.name === 'string') found.add(node.name);
  for (const one of Object.values(it)) look(one, found, depth + 1);
}
