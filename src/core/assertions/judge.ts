import type { TestResult } from '../scripts/testResult.ts';
import type { Assertion, Predicate } from './readAssertion.ts';

/** What an assertion looks at, with the type it has. `undefined`: it is not there. */
export type Looked = { readonly value: unknown } | { readonly problem: string };

/** What core lacks, lent by the caller. */
export interface Lent {
  /** A hash of text in Base64, as httpYac writes it. */
  hash(algorithm: 'md5' | 'sha256' | 'sha512', text: string): string;
  /** Whether a pattern matches a text; a problem where it cannot be tried. Patterns are strangers' code. */
  matches(pattern: string, text: string): Promise<boolean | { readonly problem: string }>;
}

/** Longer values are cut where they are shown. */
const longestShown = 200;

/** Whether an assertion holds for what it looks at. `expected`: with its references filled in. */
export async function judgeAssertion(
  { text, span, predicate }: Assertion,
  looked: Looked,
  expected: string,
  lent: Lent,
): Promise<TestResult> {
  const base = { of: 'assertion' as const, name: text, span };
  if ('problem' in looked) return { ...base, passed: false, message: looked.problem };
  const { value } = looked;
  const holds = await judge(predicate, value, expected, lent);
  if (typeof holds !== 'boolean') return { ...base, passed: false, message: holds.problem };
  if (holds) return { ...base, passed: true };
  const actual = show(value);
  return {
    ...base,
    passed: false,
    message: `Expected ${wordsFor(predicate, expected)}, got ${actual}.`,
    expected: expectedIn(predicate, expected),
    actual,
  };
}

async function judge(
  predicate: Predicate,
  value: unknown,
  expected: string,
  lent: Lent,
): Promise<boolean | { readonly problem: string }> {
  const text = textOf(value);
  switch (predicate) {
    case 'equals':
      return same(value, convert(value, expected));
    case 'not-equals':
      return !same(value, convert(value, expected));
    case 'greater':
      return compare(value, expected, (a, b) => a > b);
    case 'greater-or-equal':
      return compare(value, expected, (a, b) => a >= b);
    case 'less':
      return compare(value, expected, (a, b) => a < b);
    case 'less-or-equal':
      return compare(value, expected, (a, b) => a <= b);
    case 'includes':
      if (Array.isArray(value)) return value.some((it) => same(it, convert(it, expected)));
      return value !== undefined && text.includes(expected);
    case 'starts-with':
      return value !== undefined && text.startsWith(expected);
    case 'ends-with':
      return value !== undefined && text.endsWith(expected);
    case 'matches':
      return value === undefined ? false : lent.matches(expected, text);
    case 'exists':
      return value !== undefined && value !== null;
    case 'is-true':
      return value === true || value === 'true';
    case 'is-false':
      return (
        value === undefined || value === null || value === false || value === 'false' || value === 0 || value === ''
      );
    case 'is-number':
      return (
        typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)))
      );
    case 'is-boolean':
      return typeof value === 'boolean' || value === 'true' || value === 'false';
    case 'is-string':
      return typeof value === 'string';
    case 'is-array':
      return Array.isArray(value);
    case 'md5':
    case 'sha256':
    case 'sha512':
      return value !== undefined && lent.hash(predicate, text) === expected;
  }
}

/** What is written, in the type of what it is compared with. */
function convert(value: unknown, expected: string): unknown {
  if (value === undefined) return expected === 'undefined' ? undefined : expected;
  if (value === null) return expected === 'null' ? null : expected;
  if (typeof value === 'number') return expected.trim() === '' ? expected : Number(expected);
  if (typeof value === 'boolean') return expected === 'true' ? true : expected === 'false' ? false : expected;
  if (typeof value !== 'object') return expected;
  try {
    return JSON.parse(expected);
  } catch {
    return expected;
  }
}

function compare(
  value: unknown,
  expected: string,
  holds: (a: number | string, b: number | string) => boolean,
): boolean {
  if (value === undefined || value === null) return false;
  const [a, b] = [Number(textOf(value)), Number(expected)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return holds(a, b);
  // Such as dates: neither of them is a number.
  return typeof value === 'string' && Number.isNaN(a) && Number.isNaN(b) && holds(value, expected);
}

/** Deep equality of JSON values, members in any order. A list stands in for the stack: answers may be nested deeply. */
function same(one: unknown, other: unknown): boolean {
  const left: [unknown, unknown][] = [[one, other]];
  for (let pair = left.pop(); pair; pair = left.pop()) {
    const [a, b] = pair;
    if (a === b) continue;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(b, key)) return false;
      left.push([Reflect.get(a, key), Reflect.get(b, key)]);
    }
  }
  return true;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? 'undefined';
  } catch {
    // Nested so deeply that printing it overflows the stack.
    return '';
  }
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? JSON.stringify(value) : textOf(value);
  return cut(text);
}

function cut(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`;
}

const words: Readonly<Record<Predicate, string>> = {
  equals: '',
  'not-equals': 'anything but',
  greater: 'more than',
  'greater-or-equal': 'at least',
  less: 'less than',
  'less-or-equal': 'at most',
  includes: 'something that includes',
  'starts-with': 'something that begins with',
  'ends-with': 'something that ends with',
  matches: 'something that matches',
  exists: 'it to exist',
  'is-true': 'true',
  'is-false': 'false',
  'is-number': 'a number',
  'is-boolean': 'true or false',
  'is-string': 'a string',
  'is-array': 'an array',
  md5: 'a body with the MD5',
  sha256: 'a body with the SHA-256',
  sha512: 'a body with the SHA-512',
};

function wordsFor(predicate: Predicate, expected: string): string {
  return [words[predicate], cut(expected)].filter((it) => it !== '').join(' ');
}

function expectedIn(predicate: Predicate, expected: string): string {
  const shown = cut(expected);
  return predicate === 'equals' ? shown : `${words[predicate]} ${shown}`.trim();
}
