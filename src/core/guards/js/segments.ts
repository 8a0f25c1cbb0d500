import { literal } from '../../literal.ts';

/** A path of a route or of middleware, cut at its slashes. `rest`: any number of further segments, none included. */
export type Segment =
  | { readonly is: 'text'; readonly text: string }
  /** `optional`: the segment may be missing. `regex`: an RE2 pattern for it. */
  | { readonly is: 'param'; readonly regex?: string; readonly optional?: true }
  | { readonly is: 'rest' };

/** How much of what a route matches a piece of middleware is run for. */
export type Cover = 'all' | 'some' | 'none';

/** Whether middleware with one path stands in front of a route with another. */
export function cover(middleware: readonly Segment[], route: readonly Segment[], sensitive: boolean): Cover {
  let sure = true;
  for (let i = 0; ; i++) {
    const [m, r] = [middleware[i], route[i]];
    if (m?.is === 'rest') return sure ? 'all' : 'some';
    if (!m && !r) return sure ? 'all' : 'some';
    if (!m) return r?.is === 'rest' || (r?.is === 'param' && r.optional) ? 'some' : 'none';
    if (!r) {
      if (m.is === 'param' && m.optional) continue;
      return 'none';
    }
    if (r.is === 'rest') return 'some';
    if (m.is === 'param') {
      if (m.regex !== undefined && !(r.is === 'param' && r.regex === m.regex)) sure = false;
      if (r.is === 'param' && r.optional && !m.optional && middleware[i + 1]?.is !== 'rest') sure = false;
    } else if (r.is === 'param') sure = false;
    else if (sensitive ? m.text !== r.text : m.text.toLowerCase() !== r.text.toLowerCase()) return 'none';
  }
}

/** An RE2 pattern for a whole path; `slash`: with or without one at its end. */
export function patternOf(segments: readonly Segment[], sensitive: boolean, slash: boolean): string {
  let pattern = '';
  for (const it of segments) {
    if (it.is === 'rest') pattern += '(?:/.*)?';
    else if (it.is === 'text') pattern += `/${literal(it.text)}`;
    else if (it.optional) pattern += `(?:/${it.regex === undefined ? '[^/]+' : `(?:${it.regex})`})?`;
    else pattern += `/${it.regex === undefined ? '[^/]+' : `(?:${it.regex})`}`;
  }
  const end = slash && segments.at(-1)?.is !== 'rest' ? '/?' : pattern === '' ? '/' : '';
  return `${sensitive ? '' : '(?i)'}^${pattern}${end}$`;
}

/** Paths that a route stands for: one with numbers, one with words. */
export function samplePaths(segments: readonly Segment[]): readonly string[] {
  const one = samplePath(segments, '1');
  return segments.every((it) => it.is === 'text') ? [one] : [one, samplePath(segments, 'a')];
}

/** A path that a route matches, with a value for each parameter; to ask patterns about. */
export function samplePath(segments: readonly Segment[], value: string): string {
  const parts = segments.map((it) => (it.is === 'text' ? it.text : value));
  return `/${parts.join('/')}`;
}

/**
 * Segments of path-to-regexp 6 and 8 (Koa, Nest's middleware): `:id`, `:id(\\d+)`, `:id?`, `{/:id}`, `(.*)`, `*`, `*splat`.
 * What is mixed within a segment is a parameter with a pattern. https://github.com/pillarjs/path-to-regexp
 */
export function segmentsOf(path: string): readonly Segment[] {
  const plain = path.replace(/\{\/([^{}]*)\}/g, '/$1?').replace(/\{[^{}]*\}$/, '');
  return plain
    .split('/')
    .filter((it) => it !== '')
    .flatMap((it, index): readonly Segment[] => {
      if (/^(?:\{\*\w+\}|\*\w+\?|:\w+\*|\(\.\*\)\*)$/.test(it)) return [{ is: 'rest' }];
      // Behind a slash there is at least something; alone it is everything.
      if (/^(?:\(\.\*\)|\*|\*\w+|:\w+\(\.\*\)|:\w+\+)$/.test(it))
        return index === 0 ? [{ is: 'rest' }] : [{ is: 'param' }, { is: 'rest' }];
      const param = /^:\w+(?:\((.*)\))?(\?)?$/.exec(it);
      if (param) {
        const [, regex, optional] = param;
        return [{ is: 'param', ...(regex === undefined ? {} : { regex }), ...(optional ? { optional: true } : {}) }];
      }
      if (!/[:*(]/.test(it)) return [{ is: 'text', text: it }];
      return [{ is: 'param', regex: mixed(it) }];
    });
}

/** `:from-:to`, `v:version`, `ab*cd`. */
function mixed(segment: string): string {
  return segment
    .split(/(:\w+|\(\.\*\)|\*)/)
    .map((it) => (it.startsWith(':') ? '[^/]+?' : it === '*' || it === '(.*)' ? '.*' : literal(it)))
    .join('');
}
