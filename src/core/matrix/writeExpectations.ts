import type { TextEdit } from '../http/edit.ts';
import type { Directive, HttpFile, RequestBlock } from '../http/httpFile.ts';
import { accessOfAnswer, disguiseOf, isAsWanted } from './answerAccess.ts';
import type { Expectation } from './expectation.ts';
import type { CellOutcome, MatrixUser } from './matrix.ts';
import { expectDirectives, readExpectations } from './readExpectations.ts';
import { wantFor, writtenUser, writtenWant } from './want.ts';

/** What one user of the last run got for the request. */
export interface UserOutcome {
  readonly user: MatrixUser;
  readonly outcome: CellOutcome;
}

/** So many who are refused are written as `*=deny`. */
const manyRefused = 3;

/**
 * Writes the outcomes of the last run as `# @expect` above the request, for review. What is written and still true stays
 * as it is, and so does what this run could not tell: users who are no proof, whose request was not sent, whose answer
 * says nothing of access. No edits where nothing changes.
 */
export function expectationEdits(
  file: HttpFile,
  request: RequestBlock,
  outcomes: readonly UserOutcome[],
): readonly TextEdit[] {
  const { expectations } = readExpectations(request);
  const before = new Map(expectations.map(({ user, want }) => [user, writtenWant(want)]));
  const line = write(updated(before, expectations, outcomes));
  if (line === '' || line === write(before)) return [];
  const [first, ...others] = expectDirectives(request);
  if (!first) return [insertAbove(file, request, `# @expect ${line}`)];
  return [replaceArgument(first, line), ...others.map((it) => removeLine(file, it))];
}

/** The pairs by user: those that stand there in their order, then the others, `*` last. */
function updated(
  before: ReadonlyMap<string, string>,
  expectations: readonly Expectation[],
  outcomes: readonly UserOutcome[],
): ReadonlyMap<string, string> {
  const pairs = new Map(before);
  const news = new Map<string, Told>();
  let toldOfAll = true;
  for (const { user, outcome } of outcomes) {
    const want = wantFor(expectations, user.name);
    const told = writtenUser(user.name) === undefined ? undefined : tell(user, outcome);
    // Unnamed, `*` would speak of a user of whom nothing is known.
    if (!told) toldOfAll &&= pairs.has(user.name);
    else if (want && outcome.kind === 'answered' && isAsWanted(want, outcome)) continue;
    else if (pairs.has(user.name)) pairs.set(user.name, told.want);
    else news.set(user.name, told);
  }
  const grouped = [...news].filter(([, it]) => it.refused && it.want !== '401').map(([name]) => name);
  const group = !pairs.has('*') && toldOfAll && manyRefused <= grouped.length;
  for (const [name, { want }] of news) if (!(group && grouped.includes(name))) pairs.set(name, want);
  if (group) pairs.set('*', 'deny');
  return pairs;
}

function write(pairs: ReadonlyMap<string, string>): string {
  const named = [...pairs].flatMap(([name, want]) => {
    const user = writtenUser(name);
    return user === undefined ? [] : [`${user}=${want}`];
  });
  const rest = pairs.get('*');
  return [...named, ...(rest === undefined ? [] : [`*=${rest}`])].join(' ');
}

interface Told {
  readonly want: string;
  readonly refused: boolean;
}

/** What an outcome says of access: nothing where it is no proof, or fails for another reason. */
function tell(user: MatrixUser, outcome: CellOutcome): Told | undefined {
  if (outcome.kind !== 'answered') return undefined;
  const access = accessOfAnswer(outcome);
  if (access === 'neither') return undefined;
  if (access === 'let-in') {
    const want = outcome.status === 304 ? 'allow' : '2xx';
    return { want, refused: false };
  }
  if (user.state === 'not-proof') return undefined;
  return { want: disguiseOf(outcome) ? 'deny' : String(outcome.status), refused: true };
}

function insertAbove(file: HttpFile, request: RequestBlock, line: string): TextEdit {
  const at = file.lineStarts[request.line] ?? request.requestLine.start;
  const end = file.text.indexOf('\n');
  const terminator = 0 < end && file.text[end - 1] === '\r' ? '\r\n' : '\n';
  return { span: { start: at, end: at }, newText: `${line}${terminator}` };
}

function replaceArgument({ argumentSpan, end, argument }: Directive, line: string): TextEdit {
  if (argument === '') return { span: { start: end, end }, newText: ` ${line}` };
  return { span: { start: argumentSpan.start, end: argumentSpan.end }, newText: line };
}

function removeLine({ text }: HttpFile, { start, end }: Directive): TextEdit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  return { span: { start: from, end: to === -1 ? text.length : to + 1 }, newText: '' };
}
