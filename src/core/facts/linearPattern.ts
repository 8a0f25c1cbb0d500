import { RE2JS } from 're2js';
import { neededText } from './neededText.ts';
import type { Pattern, PatternFlags } from './pattern.ts';

/** Repetitions count as often as they repeat: a pattern of more steps is slow, however linear it is. */
const mostSteps = 500;
/** No text is looked at beyond this. */
const longestText = 131_072;

/**
 * A pattern of somebody else's, read in RE2's syntax and matched in a time that is linear in the text, whatever the
 * pattern. Throws a SyntaxError that says in our words what RE2 cannot read.
 */
export function linearPattern(source: string, flags: PatternFlags): Pattern {
  let made: RE2JS | undefined;
  const pattern = () => {
    made ??= compile(source, flags);
    return made;
  };
  // Compiling takes longer than many a match: what surely can be read waits for its first use.
  if (!surelyReadable.test(source)) pattern();
  const needed = neededText(source, flags);
  const mayHold = (text: string) => needed === undefined || needed(text);
  const test = (text: string) => mayHold(text) && pattern().test(text.slice(0, longestText));
  return {
    source,
    test,
    exec(text) {
      if (!test(text)) return null;
      const matcher = pattern().matcher(text.slice(0, longestText));
      return matcher.find() ? { index: matcher.start(), 0: matcher.group() ?? '' } : null;
    },
    cost: (text) => (mayHold(text) ? (1 + Math.min(text.length, longestText)) * pattern().programSize() : 0),
  };
}

/** Letters, digits, plain punctuation and simple escapes, each repeated at most once over: nothing to get wrong. */
const surelyReadable = /^\^?(?:\(\^\|\\\.\))?(?:(?:[\w ,:;"'=/@<>#%&!~-]|\\[.dsw/-])[?+*]?){1,100}\$?$/;

function compile(source: string, flags: PatternFlags): RE2JS {
  let made: RE2JS;
  try {
    made = RE2JS.compile(source, (flags === '' ? 0 : RE2JS.CASE_INSENSITIVE) | (flags === 'im' ? RE2JS.MULTILINE : 0));
  } catch (error) {
    throw new SyntaxError(inOurWords(error instanceof Error ? error.message : ''));
  }
  if (mostSteps < made.programSize())
    throw new SyntaxError(
      `it unfolds to ${made.programSize()} steps, and ${mostSteps} are the most; {900} counts as 900 repetitions`,
    );
  return made;
}

/** What RE2 complains of most. The rest is quoted. */
const complaints: readonly (readonly [of: RegExp, says: string])[] = [
  [
    /unsupported Perl syntax: `\(\?[=!]|named capture: `\(\?<[=!]/,
    'lookahead and lookbehind are not in the syntax of RE2',
  ],
  [/escape sequence: `\\[1-9]/, 'backreferences such as \\1 are not in the syntax of RE2'],
  [/missing closing \)/, 'a ( is not closed'],
  [/unexpected \)/, 'a ) closes nothing'],
  [/missing closing \]/, 'a [ is not closed'],
  [/trailing backslash/, 'a backslash at the end escapes nothing'],
  [/missing argument to repetition/, 'there is nothing before a *, +, ? or { to repeat'],
  [/repeat count/, 'a repetition counts to 1000 at most, those inside it multiplied'],
];

function inOurWords(message: string): string {
  const known = complaints.find(([of]) => of.test(message));
  return known ? known[1] : `RE2 says "${message.replace(/^error parsing regexp: /, '').slice(0, 200)}"`;
}
