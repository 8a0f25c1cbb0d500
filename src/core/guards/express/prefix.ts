import type { RegisteredPath } from './things.ts';

/** A path as far as it is joined. */
export interface Prefix {
  readonly shown: string;
  /** RE2 source; undefined: not known. */
  readonly source: string | undefined;
  /** A path that it matches. */
  readonly sample: string | undefined;
}

export function join(prefix: Prefix, { shown, pattern }: RegisteredPath): Prefix {
  const tail = shown === '/' ? '' : pattern?.isRegex ? shown : shown.replace(/\/$/, '');
  const slash = tail === '' || tail.startsWith('/') || tail.startsWith('*') || tail.startsWith('{') ? '' : '/';
  return {
    shown: `${prefix.shown}${slash}${tail}`,
    source: pattern && prefix.source !== undefined ? prefix.source + pattern.source : undefined,
    sample: pattern?.sample !== undefined && prefix.sample !== undefined ? prefix.sample + pattern.sample : undefined,
  };
}
