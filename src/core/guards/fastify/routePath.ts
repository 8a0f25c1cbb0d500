import { literal } from '../../literal.ts';

/**
 * Paths of find-my-way, the router of Fastify: `:name`, `:name(regex)`, `:a-:b`, `:name?` at the end, `*`, `::` for a colon.
 * https://github.com/delvedor/find-my-way#supported-path-formats
 */
export function patternOf(path: string, caseSensitive: boolean, slashes: 'one' | 'both'): string {
  const body = partsOf(path)
    .map((it) => (it.is === 'text' ? literal(it.text) : it.is === 'any' ? '.*' : `(?:${it.regex ?? '[^/]+'})`))
    .join('');
  const optional = /\/:[^/]*\?$/.test(path);
  const whole = optional ? withOptionalEnd(path) : body;
  const end = slashes === 'both' && !whole.endsWith('.*') ? `${whole.replace(/\/$/, '')}/?` : whole;
  return `${caseSensitive ? '' : '(?i)'}^${end}$`;
}

function withOptionalEnd(path: string): string {
  const cut = path.lastIndexOf('/');
  const before = partsOf(path.slice(0, cut))
    .map((it) => (it.is === 'text' ? literal(it.text) : it.is === 'any' ? '.*' : `(?:${it.regex ?? '[^/]+'})`))
    .join('');
  return `${before}(?:/[^/]+)?`;
}

type Part = { is: 'text'; text: string } | { is: 'any' } | { is: 'param'; regex?: string };

function partsOf(path: string): readonly Part[] {
  const parts: Part[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') parts.push({ is: 'text', text });
    text = '';
  };
  for (let i = 0; i < path.length; i++) {
    const c = path.charAt(i);
    if (c === ':' && path.charAt(i + 1) === ':') {
      text += ':';
      i++;
    } else if (c === '*') {
      flush();
      parts.push({ is: 'any' });
    } else if (c === ':') {
      flush();
      while (i + 1 < path.length && /\w/.test(path.charAt(i + 1))) i++;
      const end = path.charAt(i + 1) === '(' ? closing(path, i + 1) : -1;
      if (0 <= end) {
        parts.push({ is: 'param', regex: path.slice(i + 2, end).replace(/^\^|\$$/g, '') });
        i = end;
      } else parts.push({ is: 'param' });
      if (path.charAt(i + 1) === '?') i++;
    } else text += c;
  }
  flush();
  return parts;
}

function closing(path: string, open: number): number {
  let depth = 0;
  for (let i = open; i < path.length; i++) {
    const c = path.charAt(i);
    if (c === '\\') i++;
    else if (c === '(') depth++;
    else if (c === ')' && --depth === 0) return i;
  }
  return -1;
}

/** The order in which the router tries two paths: static, then with a regular expression, then a parameter, then `*`. */
export function compareByRank(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = rank(left[i] ?? '') - rank(right[i] ?? '');
    if (difference !== 0) return difference;
    if (left[i] !== right[i] && rank(left[i] ?? '') === 0) return 0;
  }
  return 0;
}

function rank(segment: string): number {
  if (segment.includes('*')) return 4;
  const plain = segment.replaceAll('::', '');
  if (!plain.includes(':')) return 0;
  if (!plain.startsWith(':')) return 1;
  return /^:\w+\??$/.test(plain) ? 3 : 2;
}
