import { RE2JS } from 're2js';
import { literal } from '../../literal.ts';

/**
 * The RE2 pattern of what paths a URI of the framework matches, as its compiler (Symfony's) makes it; slashes at the
 * end of a path are taken off before it is matched. Undefined where a constraint cannot be said in RE2.
 */
export function patternOf(uri: string, where: ReadonlyMap<string, string>): string | undefined {
  const path = `/${uri.replace(/^\/+/, '')}`;
  const names = [...path.matchAll(/\{(\w+)(\??)\}/g)];
  if (/\{\?\}/.test(path)) return undefined;
  let pattern = '';
  let open = 0;
  let at = 0;
  const optionalFrom = firstOptional(path, names);
  for (const [index, match] of names.entries()) {
    const before = path.slice(at, match.index);
    at = match.index + match[0].length;
    const separator = /[/,;.:\-_~*+@|]$/.exec(before)?.[0] ?? '';
    const given = where.get(match[1] ?? '');
    const whole = at === path.length && match.index > 1 && (given === '.*' || given === '.+');
    // Slashes at the end are taken off first, so that what is matched ends with none.
    const value = whole
      ? '(?:.*[^/])'
      : given === undefined
        ? `[^/${escapedInSet(nextSeparator(path.slice(at)))}]+`
        : asRe2(given);
    if (value === undefined) return undefined;
    pattern += literal(before.slice(0, before.length - separator.length));
    // An optional first part keeps its slash: `/{id?}` matches `/`.
    if (index >= optionalFrom) {
      const first = index === 0 && before === separator;
      pattern += first ? `${literal(separator)}(?:${value}` : `(?:${literal(separator)}${value}`;
      open++;
    } else pattern += `${literal(separator)}${value}`;
  }
  return `^${pattern}${literal(path.slice(at))}${')?'.repeat(open)}/*$`;
}

/** Index of the first of the parameters at the end that may be left out. */
function firstOptional(path: string, names: readonly RegExpExecArray[]): number {
  let first = names.length;
  let end = path.length;
  for (let index = names.length - 1; index >= 0; index--) {
    const match = names[index];
    if (match?.[2] !== '?' || match.index + match[0].length !== end) break;
    first = index;
    const before = path.slice(0, match.index);
    end = /[/,;.:\-_~*+@|]$/.test(before) ? match.index - 1 : match.index;
  }
  return first;
}

function nextSeparator(following: string): string {
  const next = following.replace(/\{\w+\??\}/g, '').charAt(0);
  return next !== '/' && /[,;.:\-_~*+@|]/.test(next) ? next : '';
}

/** A constraint without what RE2 does not know; its groups do not capture. */
function asRe2(pattern: string): string | undefined {
  const bare = pattern.replace(/^\^/, '').replace(/\$$/, '');
  if (/\(\?(?:[=!>]|<[=!])|\\[1-9]|[+*?}]\+|\(\?[R&(]/.test(bare) || bare.length > 500) return undefined;
  try {
    RE2JS.compile(bare);
  } catch {
    return undefined;
  }
  return `(?:${bare})`;
}

const escapedInSet = (text: string): string => text.replace(/[\\\]^-]/g, '\\$&');
