import type { Route } from '../../core/guards/route.ts';

/** `guards: auth, requireRole(editor)`, `no guard` */
export function guardWords({ guards, unread = [] }: Pick<Route, 'guards' | 'unread'>): string {
  if (guards.length === 0) return unread.length === 0 ? 'no guard' : 'guards not known';
  const told = guards.map(({ name, needs }) =>
    needs.length === 0 || needs.every((it) => name.includes(it)) ? name : `${name}(${needs.join(', ')})`,
  );
  return `guards: ${told.join(', ')}`;
}
