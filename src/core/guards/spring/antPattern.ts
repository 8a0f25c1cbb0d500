import { literal } from '../../literal.ts';

/** Whether a path matches a pattern as Spring writes them: `?`, `*`, `**`, `{id}`, `{id:\d+}`, `{*rest}`. */
export function matchesAnt(pattern: string, path: string): boolean {
  return walk(segments(pattern), segments(path));
}

/** A path that a pattern matches, for asking whether another covers it. `deep`: what stands for `**`. */
export function sampleOf(pattern: string, deep: string): string {
  const parts = segments(pattern).flatMap((one) => {
    if (one === '**' || /^\{\*/.test(one)) return deep === '' ? [] : [deep];
    return [unbraced(one, '7').replace(/\*+/g, 'w').replace(/\?/g, 'x')];
  });
  return `/${parts.join('/')}`;
}

/** The RE2 pattern of a mapping. */
export function mappingPattern(path: string): string {
  const parts = segments(path).map((one) => {
    if (one === '**' || one.startsWith('{*')) return '(?:/.*)?';
    let out = '/';
    let at = 0;
    for (const found of one.matchAll(/\{(\w+)(?::((?:[^{}]|\{[^{}]*\})+))?\}|\*/g)) {
      out +=
        literal(one.slice(at, found.index)) +
        (found[0] === '*' ? '[^/]*' : found[2] === undefined ? '[^/]+' : `(?:${found[2]})`);
      at = found.index + found[0].length;
    }
    return out + literal(one.slice(at));
  });
  return parts.length === 0 ? '^/?$' : `^${parts.join('')}/?$`;
}

/** The segments; slashes inside braces do not divide. */
function segments(path: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let depth = 0;
  for (const it of path) {
    if (it === '{') depth++;
    else if (it === '}') depth--;
    if (it === '/' && depth <= 0) {
      if (part !== '') parts.push(part);
      part = '';
    } else part += it;
  }
  if (part !== '') parts.push(part);
  return parts;
}

/** Segments against segments. What follows the last `**` that was met is tried further on: no more than pattern times path. */
function walk(pattern: readonly string[], path: readonly string[]): boolean {
  let [p, s, star, from] = [0, 0, -1, 0];
  while (s < path.length) {
    const one = pattern[p];
    if (one === '**' || one?.startsWith('{*')) {
      star = p++;
      from = s;
    } else if (one !== undefined && segment(one, path[s] ?? '')) {
      p++;
      s++;
    } else if (star >= 0) {
      p = star + 1;
      s = ++from;
    } else return false;
  }
  while (pattern[p] === '**' || pattern[p]?.startsWith('{*')) p++;
  return p === pattern.length;
}

/** One segment, with `*` and `?` in it; a placeholder stands for anything. */
function segment(pattern: string, text: string): boolean {
  const plain = unbraced(pattern, '*');
  let [p, s, star, from] = [0, 0, -1, 0];
  while (s < text.length) {
    if (plain[p] === '*') {
      star = p++;
      from = s;
    } else if (plain[p] === '?' || (p < plain.length && plain[p] === text[s])) {
      p++;
      s++;
    } else if (star >= 0) {
      p = star + 1;
      s = ++from;
    } else return false;
  }
  while (plain[p] === '*') p++;
  return p === plain.length;
}

/** A segment with something in the place of each placeholder; braces may stand in braces: `{id:[0-9]{4}}`. */
function unbraced(segment: string, by: string): string {
  let out = '';
  let depth = 0;
  for (const it of segment) {
    if (it === '{' && depth++ === 0) out += by;
    else if (it === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0) out += it;
  }
  return out;
}
