import { RE2JS } from 're2js';
import { literal } from '../../literal.ts';
import { type Segment, samplePath } from '../js/segments.ts';
import { stringOf, type Value } from '../js/value.ts';

/** Whether `config.matcher` of the middleware takes a route: all of its paths, some, or none. Without one it takes all. */
export function matcherCovers(matcher: Value | undefined, route: readonly Segment[]): 'all' | 'some' | 'none' {
  const sources = sourcesIn(matcher);
  if (sources.length === 0) return 'all';
  const hits = samples(route).map((path) => sources.some((it) => matches(it, path)));
  return hits.every((it) => it) ? 'all' : hits.some((it) => it) ? 'some' : 'none';
}

/** Paths that a route stands for, one with numbers and one with words. */
export function samples(route: readonly Segment[]): readonly string[] {
  const one = samplePath(route, '1');
  return route.every((it) => it.is === 'text') ? [one] : [one, samplePath(route, 'a')];
}

/** Strings, `{ source }` with conditions left aside, and lists of them. */
export function sourcesIn(
  value: Value | undefined,
): readonly (string | { readonly regex: string; readonly insensitive: boolean })[] {
  if (value?.is === 'array') return value.items.flatMap((it) => sourcesIn(it.value));
  if (value?.is === 'regex') return [{ regex: value.source, insensitive: value.flags.includes('i') }];
  const source = value?.is === 'object' ? stringOf(value.fields.get('source')) : stringOf(value);
  return source === undefined ? [] : [source];
}

/** Whether one source takes a path. Patterns that look ahead are asked in two: what they take, and what they leave out. */
export function matches(source: ReturnType<typeof sourcesIn>[number], path: string): boolean {
  if (typeof source !== 'string') return find(source.regex.replaceAll('\\/', '/'), source.insensitive, path);
  const ahead = /\(\(\?!/.exec(source);
  if (!ahead) return find(`^${patternOf(source)}/?$`, false, path);
  const before = source.slice(0, ahead.index);
  const end = closing(source, ahead.index + 1);
  const inside = source.slice(ahead.index + 4, end);
  const rest = source.slice(end + 1);
  const outer = `^${patternOf(before)}${rest.startsWith('.*)') ? '.*' : '[^/]*'}`;
  // What is looked for inside of what is looked for makes it narrower: without it more is left out.
  const excluded = `^${patternOf(before)}(?:${inside.replace(/\(\?![^()]*\)/g, '')})`;
  return find(outer, false, path) && !find(excluded, false, path);
}

/** path-to-regexp 6 as Next.js and Clerk use it: `:path*`, `:id`, `(.*)`, `(a|b)`. */
function patternOf(source: string): string {
  let pattern = '';
  for (let i = 0; i < source.length; i++) {
    const rest = source.slice(i);
    const param = /^(\/?):\w+/.exec(rest);
    if (param) {
      const [whole, slash = ''] = param;
      i += whole.length - 1;
      let inner = '[^/]+?';
      if (source.charAt(i + 1) === '(') {
        const end = closing(source, i + 1);
        inner = source.slice(i + 2, end);
        i = end;
      }
      const sign = source.charAt(i + 1);
      if (sign === '*' || sign === '+' || sign === '?') i++;
      if (sign === '*') pattern += `(?:${slash}.*)?`;
      else if (sign === '+') pattern += `${slash}.+`;
      else pattern += sign === '?' ? `(?:${slash}${inner})?` : `${slash}${inner}`;
    } else if (source.charAt(i) === '(') {
      const end = closing(source, i);
      pattern += `(?:${source.slice(i + 1, end)})`;
      i = end;
      if (source.charAt(i + 1) === '?') pattern += source.charAt(++i);
    } else pattern += literal(source.charAt(i));
  }
  return pattern;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text.charAt(i) === '\\') i++;
    else if (text.charAt(i) === '(') depth++;
    else if (text.charAt(i) === ')' && --depth === 0) return i;
  }
  return text.length;
}

function find(pattern: string, insensitive: boolean, path: string): boolean {
  if (4_000 < pattern.length) return false;
  try {
    return RE2JS.compile(pattern, insensitive ? RE2JS.CASE_INSENSITIVE : 0)
      .matcher(path)
      .find();
  } catch {
    return false;
  }
}
