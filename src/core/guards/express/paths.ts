import { RE2JS } from 're2js';
import { literal } from '../../literal.ts';

/** A path of Express as far as it is understood. */
export interface PathPattern {
  /** As written; a regular expression as `/source/`. */
  readonly shown: string;
  /** RE2 source for the path from its first slash, without anchors and without a slash at its end. */
  readonly source: string;
  /** A path that it matches; undefined where none is made up: regular expressions. */
  readonly sample: string | undefined;
  readonly isRegex?: true;
}

/** Which path syntax counts: path-to-regexp 0.1 of Express 4, or 8 of Express 5. */
export type ExpressVersion = 4 | 5;

/** A string path. Undefined: the syntax is not that of this version. */
export function readPath(path: string, version: ExpressVersion): PathPattern | undefined {
  const trimmed = path.length === 1 ? path : path.replace(/\/$/, '');
  const body =
    trimmed === '/' || trimmed === ''
      ? ''
      : trimmed.startsWith('/') || /^[*{(]/.test(trimmed)
        ? trimmed
        : `/${trimmed}`;
  const read = version === 4 ? readFour(body) : readFive(body);
  return read && { shown: path, ...read };
}

/** A regular expression as a path: anchored at its start as Express does not do, so what `^` does not hold is left open. */
export function readRegex(source: string): PathPattern {
  const anchored = source.startsWith('^');
  const ended = source.endsWith('$') && !source.endsWith('\\$');
  const body = source.slice(anchored ? 1 : 0, ended ? -1 : undefined).replace(/\\\//g, '/');
  const whole = `${anchored ? '' : '.*'}(?:${body})${ended ? '' : '.*'}`;
  return { shown: `/${source}/`, source: whole, sample: sampleOfRegex(body, whole), isRegex: true };
}

/** A path that a regular expression matches, where its parts are plain enough to make one up. */
function sampleOfRegex(body: string, whole: string): string | undefined {
  const sample = body
    .replace(/\((?:\?:|\?<\w+>)?([^()|]*)(?:\|[^()]*)?\)[?*+]?/g, '$1')
    .replace(/(?:\.|\[\^\/\]|\\w|\[a-z][^\]]{0,100}\])(?:[*+]\??|\{\d{1,4}(?:,\d{0,4})?\})/gi, filler)
    .replace(/(?:\\d|\[0-9\])(?:[*+]\??|\{\d{1,4}(?:,\d{0,4})?\})/g, '1')
    .replace(/\/\?/g, '')
    .replace(/\\(.)/g, '$1');
  if (!sample.startsWith('/') || 500 < whole.length) return undefined;
  try {
    return RE2JS.compile(whole).matches(sample) ? sample : undefined;
  } catch {
    return undefined;
  }
}

type Read = { source: string; sample: string };

/** Stands for parameters in samples. */
export const filler = 'why401';

/** Express 4: `:id`, `:id(\\d+)`, `*`, and `?`, `+`, `(…)` as in regular expressions. */
function readFour(path: string): Read | undefined {
  let source = '';
  let sample = '';
  let at = 0;
  while (at < path.length) {
    const param = /^(\/?)(\.?):(\w+)/.exec(path.slice(at, at + 200));
    if (param) {
      const [whole, slash = '', dot = ''] = param;
      at += whole.length;
      const capture = path[at] === '(' ? groupAt(path, at) : undefined;
      if (capture !== undefined) at += capture.length + 2;
      const star = path[at] === '*' ? path[at++] : '';
      const optional = path[at] === '?' ? path[at++] : '';
      const inner = capture ?? (dot === '' ? '[^/]+?' : '[^/.]+?');
      source += `(?:${slash}${dot === '' ? '' : '\\.'}(?:${inner})${star ? '(?:[/.].+?)?' : ''})${optional}`;
      if (!optional) sample += `${slash}${dot}${capture === undefined ? filler : sampleFor(capture)}`;
      continue;
    }
    const it = path[at] ?? '';
    if (it === '(') {
      const group = groupAt(path, at);
      if (group === undefined) return undefined;
      at += group.length + 2;
      const modifier = /[?*+]/.test(path[at] ?? '') ? path[at++] : '';
      source += `(?:${group.replace(/(^|[^.\])])\*/g, '$1.*')})${modifier}`;
      if (modifier !== '?' && modifier !== '*') sample += sampleFor(group);
      continue;
    }
    if (it === '*') {
      source += '.*';
      sample += filler;
      at++;
      continue;
    }
    const letter = it === '\\' ? (path[at + 1] ?? '') : it;
    at += it === '\\' ? 2 : 1;
    const modifier = /[?+]/.test(path[at] ?? '') ? path[at++] : '';
    source += literal(letter) + modifier;
    if (modifier !== '?') sample += letter;
  }
  return { source, sample };
}

/** The inside of a group that begins at `(`. */
function groupAt(path: string, start: number): string | undefined {
  let depth = 0;
  for (let at = start; at < path.length; at++) {
    if (path[at] === '\\') at++;
    else if (path[at] === '(') depth++;
    else if (path[at] === ')' && --depth === 0) return path.slice(start + 1, at);
  }
  return undefined;
}

/** Something that a parameter's own pattern takes, among likely ones; its first literal alternative, if it has such. */
function sampleFor(capture: string): string {
  const [alternative = ''] = capture.split('|');
  if (/^[\w-]+$/.test(alternative)) return alternative;
  if (/^(?:\[0-9\]|\\d)[+*]?$/.test(capture)) return '1';
  const times = /^(?:\[0-9\]|\\d)\{(\d{1,2})/.exec(capture)?.[1];
  if (times !== undefined) return '1'.repeat(Number(times));
  const hex = /^\[[^\]]*a-f[^\]]*\]\{(\d{1,2})\}$/i.exec(capture)?.[1];
  if (hex !== undefined) return 'a'.repeat(Number(hex));
  return filler;
}

/** Express 5: `:id`, `*rest`, `{…}` for what may be left out, `\` before characters that stand for themselves. */
function readFive(path: string): Read | undefined {
  let at = 0;
  const read = (isGroup: boolean): Read | undefined => {
    let source = '';
    let sample = '';
    while (at < path.length) {
      const it = path[at] ?? '';
      if (it === '}') return isGroup ? { source, sample } : undefined;
      if (it === '{') {
        at++;
        const inner = read(true);
        if (!inner || path[at] !== '}') return undefined;
        at++;
        source += `(?:${inner.source})?`;
        continue;
      }
      if (it === ':' || it === '*') {
        const name = /^(?:[\p{ID_Start}$_][\p{ID_Continue}$]*|"(?:[^"\\]|\\.)*")/u.exec(
          path.slice(at + 1, at + 200),
        )?.[0];
        if (name === undefined) return undefined;
        at += 1 + name.length;
        source += it === ':' ? '[^/]+' : '.+';
        sample += filler;
        continue;
      }
      if (/[()[\]?+!]/.test(it)) return undefined;
      const letter = it === '\\' ? (path[at + 1] ?? '') : it;
      at += it === '\\' ? 2 : 1;
      source += literal(letter);
      sample += letter;
    }
    return isGroup ? undefined : { source, sample };
  };
  return read(false);
}
