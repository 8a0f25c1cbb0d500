/** The path of a target as it is written: what stands before it, a host or a variable, goes; variables in it stay. */
export function pathOf(target: string): string | undefined {
  const rest = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/^\{\{[^{}]*\}\}/, '');
  const path = rest.split(/[?#]/, 1)[0] ?? '';
  if (path === '') return '/';
  return path.startsWith('/') ? path.replace(/\{\{[^{}]*\}\}/g, '1') : undefined;
}
