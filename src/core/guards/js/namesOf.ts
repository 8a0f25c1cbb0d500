import type { Expression, Pattern } from './syntax.ts';

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

/** Names that a pattern binds. */
export function boundBy(to: Pattern): readonly string[] {
  if (to.is === 'name') return [to.name];
  if (to.is === 'array')
    return [...to.items.flatMap((it) => (it ? boundBy(it) : [])), ...(to.rest === undefined ? [] : [to.rest])];
  if (to.is !== 'object') return [];
  return [...to.fields.flatMap((it) => boundBy(it.to)), ...(to.rest === undefined ? [] : [to.rest])];
}
