/** A regular expression as signs use it: RegExp is one, and so is what reads the patterns of others in linear time. */
export interface Pattern {
  /** As written. */
  readonly source: string;
  /** What must match, each of them, for the pattern to match; absent where it is not written as JavaScript writes it. */
  readonly parts?: readonly string[];
  test(text: string): boolean;
  /** The first hit; null where there is none. */
  exec(text: string): Hit | null;
  /** Steps that a try on this text takes at worst, 0 where it cannot match; absent for our own, which are quick. */
  cost?(text: string): number;
}

export interface Hit {
  readonly index: number;
  readonly 0: string;
  /** What its named groups took, where it has some. */
  readonly groups?: Readonly<Record<string, string | undefined>> | undefined;
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
  return { source, parts: [source], test: (text) => pattern().test(text), exec: (text) => pattern().exec(text) };
}

/** How far apart two words may stand and still belong together, in characters. */
const reach = 90;

/**
 * Two patterns in one line, close to each other in either order; the hit is where the second one is. The first eight
 * places of the second count, so that the work stays linear.
 */
export function near(one: RegExp, other: RegExp): Pattern {
  const places = new RegExp(other.source, other.flags.includes('g') ? other.flags : `${other.flags}g`);
  const exec = (text: string): { index: number; 0: string } | null => {
    if (!one.test(text)) return null;
    let seen = 0;
    for (const hit of text.matchAll(places)) {
      if (8 < ++seen) return null;
      const start = Math.max(text.lastIndexOf('\n', hit.index) + 1, hit.index - reach);
      const end = hit.index + hit[0].length;
      const stop = text.indexOf('\n', end);
      const around = text.slice(start, Math.min(stop < 0 ? text.length : stop, end + reach));
      if (one.test(around)) return { index: hit.index, 0: hit[0] };
    }
    return null;
  };
  return { source: other.source, parts: [one.source, other.source], test: (text) => exec(text) !== null, exec };
}
