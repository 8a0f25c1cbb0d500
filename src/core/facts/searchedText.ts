import { needlesOf } from './needles.ts';
import type { Pattern } from './pattern.ts';

/**
 * A text that hundreds of patterns are tried on. Which pairs of characters it holds tells of most patterns that they
 * cannot match, and those are not tried.
 */
export class SearchedText {
  readonly text: string;
  /** A bit for each pair; pairs with the same number share one. */
  #pairs: Uint32Array | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** False only where the pattern cannot match. */
  mayMatch(tried: Tried): boolean {
    if (tried.needs === undefined) {
      if (tried.times++ < untilItPays) return true;
      tried.needs = needsOf(tried.pattern);
    }
    if (tried.needs.length === 0 || this.text === '') return true;
    this.#pairs ??= pairsIn(this.text);
    return holdsEach(this.#pairs, tried.needs);
  }
}

/** To read a pattern for what it needs takes longer than to try it a few times, and most programs explain one refusal. */
const untilItPays = 3;

/** Few enough to be cleared in no time, enough for the letters of a page. */
const mostPairs = 4_096;

function numberOf(one: number, other: number): number {
  return (one * 61 + other) & (mostPairs - 1);
}

function pairsIn(text: string): Uint32Array {
  const lower = text.toLowerCase();
  const bits = new Uint32Array(mostPairs / 32);
  for (let i = 1; i < lower.length; i++) {
    const pair = numberOf(lower.charCodeAt(i - 1), lower.charCodeAt(i));
    bits[pair >>> 5] = (bits[pair >>> 5] ?? 0) | (1 << (pair & 31));
  }
  return bits;
}

/** A piece of text as the pairs it consists of. */
type Needle = readonly number[];

/** Of each list one piece must be in the text. */
type Needs = readonly (readonly Needle[])[];

function holdsEach(bits: Uint32Array, needs: Needs): boolean {
  for (let i = 0; i < needs.length; i++) if (!holdsOne(bits, needs[i] ?? [])) return false;
  return true;
}

function holdsOne(bits: Uint32Array, needles: readonly Needle[]): boolean {
  for (let i = 0; i < needles.length; i++) if (holds(bits, needles[i] ?? [])) return true;
  return false;
}

function holds(bits: Uint32Array, needle: Needle): boolean {
  for (let i = 0; i < needle.length; i++) {
    const pair = needle[i] ?? 0;
    if (((bits[pair >>> 5] ?? 0) & (1 << (pair & 31))) === 0) return false;
  }
  return true;
}

/** A pattern, how often it was asked about, and what a text must hold for it to match, once that is known. */
export interface Tried {
  readonly pattern: Pattern;
  times: number;
  needs: Needs | undefined;
}

const tried = new WeakMap<Pattern, Tried>();

/** One for each pattern. */
export function triedOf(pattern: Pattern): Tried {
  let known = tried.get(pattern);
  if (!known) {
    known = { pattern, times: 0, needs: undefined };
    tried.set(pattern, known);
  }
  return known;
}

function needsOf(pattern: Pattern): Needs {
  return partsOf(pattern).flatMap((part) => {
    const needles = needlesOf(part);
    return needles ? [needles.map(pairsOf)] : [];
  });
}

/** The patterns of others may be written otherwise than JavaScript writes them. */
function partsOf(pattern: Pattern): readonly string[] {
  if (pattern instanceof RegExp) return /[uv]/.test(pattern.flags) ? [] : [pattern.source];
  return pattern.parts ?? [];
}

function pairsOf(needle: string): Needle {
  return Array.from({ length: needle.length - 1 }, (_, i) => numberOf(needle.charCodeAt(i), needle.charCodeAt(i + 1)));
}
