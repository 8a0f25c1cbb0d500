import { literal } from '../../literal.ts';

/**
 * The RE2 pattern of a path with placeholders, over the whole path. `holes`: what a placeholder looks like, with the flag g;
 * `hole`: what one matches, from the whole of its match.
 */
export function pathPattern(path: string, holes: RegExp, hole: (found: RegExpMatchArray) => string, end = ''): string {
  let pattern = '';
  let at = 0;
  for (const found of path.matchAll(holes)) {
    pattern += literal(path.slice(at, found.index)) + hole(found);
    at = found.index + found[0].length;
  }
  return `^${pattern}${literal(path.slice(at))}${end}$`;
}

/** Paths joined with one slash between. */
export function joinPaths(...paths: readonly string[]): string {
  const joined = paths
    .filter((one) => one !== '')
    .join('/')
    .replace(/\/{2,}/g, '/');
  return joined.startsWith('/') ? joined : `/${joined}`;
}
