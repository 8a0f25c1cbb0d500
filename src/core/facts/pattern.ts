/** A regular expression as signs use it: RegExp is one, and so is what reads the patterns of others in linear time. */
export interface Pattern {
  /** As written. */
  readonly source: string;
  test(text: string): boolean;
  /** The first hit; null where there is none. */
  exec(text: string): { readonly index: number; readonly 0: string } | null;
}

/** Turns a pattern's source into a pattern; throws a SyntaxError where it cannot be read. */
export type Compile = (source: string, flags: PatternFlags) => Pattern;

/** `i`: without regard to case; `m`: `^` and `$` also stand at the ends of lines. */
export type PatternFlags = '' | 'i' | 'im';

/** A pattern of our own, made at its first use: most servers are never met. Tests show each one to be linear. */
export function lazyPattern(source: string, flags: PatternFlags): Pattern {
  let made: RegExp | undefined;
  const pattern = () => {
    made ??= new RegExp(source, flags);
    return made;
  };
  return { source, test: (text) => pattern().test(text), exec: (text) => pattern().exec(text) };
}
