import type { Directive, RequestBlock, Span } from '../http/httpFile.ts';
import { list, type Text, text, words } from '../text.ts';
import type { Expectation, Want } from './expectation.ts';

/** What `# @expect` lines of a request say, and what of them cannot be meant. */
export interface ReadExpectations {
  /** In the order of writing, each user once. */
  readonly expectations: readonly Expectation[];
  readonly problems: readonly ExpectationProblem[];
}

export interface ExpectationProblem {
  readonly code: 'expectation-unreadable' | 'expectation-twice' | 'expectation-unknown-user';
  readonly span: Span;
  readonly message: Text;
}

/** Nobody names more users for one request. */
const most = 500;

/**
 * Reads `# @expect admin=2xx viewer=403, "Jane Doe"=401 *=deny`; several lines add up. `users`: the names of `$users`,
 * where they are known.
 */
export function readExpectations(request: RequestBlock, users?: readonly string[]): ReadExpectations {
  const expectations: Expectation[] = [];
  const problems: ExpectationProblem[] = [];
  const seen = new Set<string>();
  for (const directive of expectDirectives(request)) {
    const items = readItems(directive);
    if (items.length === 0) problems.push(namesNobody(directive));
    for (const item of items) {
      if (most <= seen.size) break;
      const { user, want } = item;
      if (user === '' || want === 'none' || want === 'unknown') problems.push(unreadable(item));
      else if (seen.has(user)) problems.push(twice(item));
      else {
        seen.add(user);
        expectations.push({ user, want, span: item.span });
      }
    }
  }
  return { expectations, problems: [...problems, ...unknownUsers(expectations, users)] };
}

/** The `# @expect` lines of a request, in order. */
export function expectDirectives(request: RequestBlock): readonly Directive[] {
  return request.directives.filter((it) => it.name === 'expect');
}

/** `2xx`, `403`, `allow` or `deny`, whatever their case; undefined for anything else. */
export function readWant(written: string): Want | undefined {
  const word = written.toLowerCase();
  if (word === 'allow' || word === 'deny') return { kind: word };
  if (/^[1-5]\d\d$/.test(word)) return { kind: 'status', status: Number(word) };
  const hundreds = hundredsOf.find((it) => word === `${it}xx`);
  return hundreds && { kind: 'class', hundreds };
}

const hundredsOf = [1, 2, 3, 4, 5] as const;

/** One `user=want` as it is written. */
export interface ExpectItem {
  readonly user: string;
  readonly want: Want | 'none' | 'unknown';
  readonly span: Span;
  /** What stands behind the sign. */
  readonly written: string;
}

/** Reads the pairs of one directive, commas or white space between them. */
export function readItems({ argument, argumentSpan }: Directive): readonly ExpectItem[] {
  const items: ExpectItem[] = [];
  let at = skip(argument, 0, separators);
  while (at < argument.length) {
    const start = at;
    const name = readName(argument, at);
    at = name.end;
    const sign = skip(argument, at, spaces);
    let written = '';
    const hasSign = argument[sign] === '=';
    if (hasSign) {
      const from = skip(argument, sign + 1, spaces);
      at = from;
      while (at < argument.length && !separators.includes(argument[at] ?? '')) at++;
      written = argument.slice(from, at);
      // `admin= viewer=403`: the next pair, not a status.
      if (sign + 1 < from && written.includes('=')) {
        written = '';
        at = sign + 1;
      }
    }
    items.push({
      user: name.text,
      want: !hasSign || written === '' ? 'none' : (readWant(written) ?? 'unknown'),
      span: { start: argumentSpan.start + start, end: argumentSpan.start + at },
      written,
    });
    at = skip(argument, at, separators);
  }
  return items;
}

const spaces = ' \t';
const separators = ' \t,';

/** A name ends at white space, a comma or `=`; one in quotes at its closing quote. */
function readName(argument: string, start: number): { readonly text: string; readonly end: number } {
  const quote = argument[start];
  if (quote === '"' || quote === "'") {
    const close = argument.indexOf(quote, start + 1);
    if (close !== -1) return { text: argument.slice(start + 1, close), end: close + 1 };
  }
  let end = start;
  while (end < argument.length && !`${separators}=`.includes(argument[end] ?? '')) end++;
  return { text: argument.slice(start, end), end };
}

function skip(argument: string, start: number, over: string): number {
  let at = start;
  while (at < argument.length && over.includes(argument[at] ?? '')) at++;
  return at;
}

function namesNobody({ start, end }: Directive): ExpectationProblem {
  return {
    code: 'expectation-unreadable',
    span: { start, end },
    message: text`${'# @expect'} names no user. Write who gets what, such as ${'admin=2xx viewer=403'}.`,
  };
}

function unreadable({ user, want, span, written }: ExpectItem): ExpectationProblem {
  const message =
    user === ''
      ? text`No user stands before ${`=${written.slice(0, 60)}`}. Write one, such as ${'admin=2xx'}; ${'*'} stands for all others.`
      : want === 'none'
        ? text`Nothing says what ${user.slice(0, 60)} is to get. Write a status, ${'2xx'}, ${'allow'} or ${'deny'} behind it, such as ${`${user.slice(0, 60)}=403`}.`
        : text`${written.slice(0, 60)} is no status. Write one from 100 to 599, a class such as ${'2xx'}, ${'allow'} or ${'deny'}.`;
  return { code: 'expectation-unreadable', span, message };
}

function twice({ user, span }: ExpectItem): ExpectationProblem {
  return {
    code: 'expectation-twice',
    span,
    message: text`${user.slice(0, 60)} stands here a second time. The first counts; remove one of the two.`,
  };
}

function unknownUsers(
  expectations: readonly Expectation[],
  users: readonly string[] | undefined,
): readonly ExpectationProblem[] {
  if (!users) return [];
  const known = new Set(users);
  const unknown = expectations.filter((it) => it.user !== '*' && !known.has(it.user));
  if (users.length === 0) {
    return unknown.slice(0, 1).map(({ span }) => ({
      code: 'expectation-unknown-user',
      span,
      message: text`No environment file has ${'$users'}, so nobody can be asked as. Name them there, each with their variables.`,
    }));
  }
  const named = list(users.slice(0, 20).map((it) => it.slice(0, 60)));
  const more = words(20 < users.length ? ` and ${users.length - 20} more` : '');
  return unknown.map(({ user, span }) => ({
    code: 'expectation-unknown-user',
    span,
    message: text`${user.slice(0, 60)} is none of ${'$users'}, which has ${named}${more}.`,
  }));
}
