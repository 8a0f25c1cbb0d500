import type { PatternFlags } from './pattern.ts';

/**
 * A quick question that a text must pass to match a pattern at all: whether it holds the longest run of plain characters
 * that the pattern asks for. Undefined where the pattern asks for none. Most rules are told apart by it, without a
 * regular expression.
 */
export function neededText(source: string, flags: PatternFlags): ((text: string) => boolean) | undefined {
  const run = longestRun(source);
  if (run.length < 2) return undefined;
  if (flags === '') return (text) => text.includes(run);
  const lower = run.toLowerCase();
  // RE2 takes ſ for an s; so does no lower case.
  return (text) => lowerCase(text).includes(lower) || (lower.includes('s') && text.includes('ſ'));
}

/** Plain characters of a pattern that must stand side by side in what it matches. Empty where that is not plain to see. */
function longestRun(source: string): string {
  if (source.includes('(?') || source.includes('\\Q')) return '';
  let longest = '';
  let run = '';
  const end = () => {
    if (longest.length < run.length) longest = run;
    run = '';
  };
  for (let i = 0; i < source.length; i++) {
    const it = source[i] ?? '';
    if (it === '|') return '';
    if (it === '?' || it === '*' || it === '{') {
      // The character before it may be missing.
      run = run.slice(0, -1);
      end();
      if (it === '{') i = endOf(source, i, '}');
    } else if (it === '\\') {
      const escaped = source[++i] ?? '';
      if (/[^\w\s]/.test(escaped)) run += escaped;
      else end();
      if (/[pPx]/.test(escaped)) return '';
    } else if (it === '(' || it === '[') {
      end();
      i = it === '[' ? endOfClass(source, i) : endOfGroup(source, i);
    } else if (/[\w ,:;"'=/@<>#%&!~-]/.test(it)) run += it;
    else end();
  }
  end();
  return longest;
}

function endOfGroup(source: string, start: number): number {
  let depth = 0;
  for (let i = start; i < source.length; i++) {
    const it = source[i];
    if (it === '\\') i++;
    else if (it === '[') i = endOfClass(source, i);
    else if (it === '(') depth++;
    else if (it === ')' && --depth === 0) return i;
  }
  return source.length;
}

/** A bracket that comes first is a member: `[]a]`, `[^]a]`. */
function endOfClass(source: string, start: number): number {
  let i = start + 1;
  if (source[i] === '^') i++;
  if (source[i] === ']') i++;
  for (; i < source.length && source[i] !== ']'; i++) {
    if (source[i] === '\\') i++;
    else if (source.startsWith('[:', i)) i = endOf(source, i, ':]') + 1;
  }
  return i;
}

function endOf(source: string, start: number, end: string): number {
  const found = source.indexOf(end, start);
  return found < 0 ? source.length : found;
}

/** The rules of a file ask of the same two texts, one rule after another: the answer's words and its body. */
let last = { text: '', lower: '' };
let before = last;

function lowerCase(text: string): string {
  if (last.text === text) return last.lower;
  const known = before.text === text ? before : { text, lower: text.toLowerCase() };
  before = last;
  last = known;
  return known.lower;
}
