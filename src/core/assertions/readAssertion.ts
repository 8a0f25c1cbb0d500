import type { Attachment, RequestBlock, Span, Spanned } from '../http/httpFile.ts';

/** What is looked at: `?? header content-type includes json` looks at a header. */
export type AssertionSubject = 'status' | 'header' | 'body' | 'duration' | 'js' | 'xpath';

export type Predicate =
  | 'equals'
  | 'not-equals'
  | 'greater'
  | 'greater-or-equal'
  | 'less'
  | 'less-or-equal'
  | 'includes'
  | 'starts-with'
  | 'ends-with'
  | 'matches'
  | 'exists'
  | 'is-true'
  | 'is-false'
  | 'is-number'
  | 'is-boolean'
  | 'is-string'
  | 'is-array'
  | 'md5'
  | 'sha256'
  | 'sha512';

/** One `?? …` line of httpYac. */
export interface Assertion {
  readonly span: Span;
  /** As written, without the question marks. */
  readonly text: string;
  readonly subject: AssertionSubject;
  /** A header's name, a path into the body, an expression; empty where there is none. */
  readonly of: string;
  readonly predicate: Predicate;
  /** Its references are not filled in. */
  readonly expected: Spanned;
}

/** An assertion that cannot be read, and why. */
export interface UnreadAssertion {
  readonly span: Span;
  readonly text: string;
  readonly problem: string;
}

const predicates: ReadonlyMap<string, Predicate> = new Map([
  ['==', 'equals'],
  ['===', 'equals'],
  ['equals', 'equals'],
  ['!=', 'not-equals'],
  ['!==', 'not-equals'],
  ['not equals', 'not-equals'],
  ['>', 'greater'],
  ['>=', 'greater-or-equal'],
  ['<', 'less'],
  ['<=', 'less-or-equal'],
  ['contains', 'includes'],
  ['includes', 'includes'],
  ['startswith', 'starts-with'],
  ['endswith', 'ends-with'],
  ['matches', 'matches'],
  ['exists', 'exists'],
  ['istrue', 'is-true'],
  ['isfalse', 'is-false'],
  ['isnumber', 'is-number'],
  ['isboolean', 'is-boolean'],
  ['isstring', 'is-string'],
  ['isarray', 'is-array'],
  ['md5', 'md5'],
  ['sha256', 'sha256'],
  ['sha512', 'sha512'],
]);

/** These say all by themselves. */
const alone: ReadonlySet<Predicate> = new Set([
  'exists',
  'is-true',
  'is-false',
  'is-number',
  'is-boolean',
  'is-string',
  'is-array',
]);

/** The assertions of a request, in the order they are written. */
export function readAssertions(request: RequestBlock): readonly (Assertion | UnreadAssertion)[] {
  return request.attachments.flatMap((it) => (it.kind === 'assertion' ? [readAssertion(it)] : []));
}

function readAssertion(line: Attachment): Assertion | UnreadAssertion {
  const from = /^\?\?[ \t]*/.exec(line.text)?.[0].length ?? 0;
  const text = line.text.slice(from);
  const span = { start: line.start, end: line.end };
  const words = [...text.matchAll(/\S+/g)].map((it) => ({
    text: it[0],
    start: it.index,
    end: it.index + it[0].length,
  }));
  const subject = readSubject(words[0]?.text ?? '');
  const candidates = words.flatMap((_, at) => (at === 0 ? [] : (readPredicate(words, at) ?? [])));
  const fits = candidates.filter((it) => alone.has(it.predicate) === (text.slice(it.end).trim() === ''));
  const fromSecond = subject === 'header' ? fits.filter((it) => 2 <= it.word) : fits;
  // An expression may hold signs that look like predicates; names and paths hold none.
  const chosen = subject === 'js' || subject === 'xpath' ? fromSecond.at(-1) : fromSecond[0];
  if (!subject || !chosen) return { span, text, problem: problemOf(text, candidates.length) };
  const of = text.slice(words[0]?.end, chosen.start).trim();
  const expected = text.slice(chosen.end).trim();
  const start = line.start + from + text.length - text.slice(chosen.end).trimStart().length;
  return {
    span,
    text: text.trim(),
    subject,
    of,
    predicate: chosen.predicate,
    expected: { start, end: start + expected.length, text: expected },
  };
}

interface FoundPredicate {
  readonly predicate: Predicate;
  readonly start: number;
  readonly end: number;
  /** Which word it begins with. */
  readonly word: number;
}

function readPredicate(
  words: readonly { readonly text: string; readonly start: number; readonly end: number }[],
  at: number,
): FoundPredicate | undefined {
  const word = words[at];
  if (!word) return undefined;
  const next = words[at + 1];
  const two = next ? predicates.get(`${word.text} ${next.text}`.toLowerCase()) : undefined;
  if (two && next) return { predicate: two, start: word.start, end: next.end, word: at };
  const whole = predicates.get(word.text.toLowerCase());
  if (whole) return { predicate: whole, start: word.start, end: word.end, word: at };
  // `==200` is read too.
  const sign = /^(?:===?|!==?|>=?|<=?)/.exec(word.text)?.[0] ?? '';
  const glued = predicates.get(sign);
  return glued && { predicate: glued, start: word.start, end: word.start + sign.length, word: at };
}

function readSubject(word: string): AssertionSubject | undefined {
  const lower = word.toLowerCase();
  switch (lower) {
    case 'status':
    case 'header':
    case 'body':
    case 'duration':
    case 'js':
    case 'xpath':
      return lower;
    default:
      return undefined;
  }
}

function problemOf(text: string, candidates: number): string {
  const lacks =
    candidates === 0 ? 'It has no predicate, such as == or includes' : 'It does not say what to compare with';
  return `\`?? ${text.slice(0, 100)}\` cannot be read: ${lacks}. Write \`?? status == 200\` or \`?? header content-type includes json\`.`;
}
