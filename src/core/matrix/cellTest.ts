import { inline, toMarkdown } from '../print/markdown.ts';
import { visibleLine } from '../print/visible.ts';
import type { TestResult } from '../scripts/testResult.ts';
import { plain, prose, type Text, text, words } from '../text.ts';
import { accessOfAnswer } from './answerAccess.ts';
import { fullTitle, headlineOf, howItCame, markOf, messageOf, notesOf } from './cellWords.ts';
import type { Cell, MatrixRow, MatrixUser } from './matrix.ts';
import { isBreach } from './tallyMatrix.ts';
import { wantedAccess, writtenWant } from './want.ts';

/** A cell as the outcome of a test. */
export interface CellTest {
  /** `errored`: whether it is as wanted could not be told, and somebody can mend that; `skipped`: it was not sent. */
  readonly state: 'passed' | 'failed' | 'errored' | 'skipped';
  /** Milliseconds; 0 where no answer came. */
  readonly ms: number;
  /** `+ 403 GET /orders/17 as viewer: the user lacks a role` */
  readonly line: string;
  /** Absent where it passed. */
  readonly failure?: CellFailure;
  /** Its assertions and scripts that failed, where letting its user in is what was wanted and came. */
  readonly broken?: readonly TestResult[];
}

/** Why a test did not pass. */
export interface CellFailure {
  /** One line of bare characters. */
  readonly headline: string;
  /** `403` and `200 OK`: present where another answer came than was wanted. */
  readonly expected?: string;
  readonly actual?: string;
  /** Markdown: what happened, and for a refusal why and what to do; secrets masked. */
  readonly markdown: string;
}

export function cellTest(cell: Cell, row: MatrixRow, user: MatrixUser): CellTest {
  const { outcome } = cell;
  const state = stateOf(cell);
  const ms = outcome.kind === 'answered' ? outcome.ms : 0;
  const broken = state === 'passed' ? brokenTests(cell) : [];
  if (0 < broken.length) return { state: 'failed', ms, line: `x  ${testsLine(cell, row, user, broken)}`, broken };
  const failure = state === 'passed' ? {} : { failure: failureOf(cell, row, user) };
  return { state, ms, line: lineOf(cell, row, user), ...failure };
}

/** What is asserted of an answer is meant of the one that lets in: a refusal has another body. */
function brokenTests({ outcome, want }: Cell): readonly TestResult[] {
  if (outcome.kind !== 'answered' || !want || wantedAccess(want) !== 'let-in') return [];
  return outcome.tests?.filter((it) => !it.passed) ?? [];
}

function testsLine({ outcome }: Cell, row: MatrixRow, user: MatrixUser, broken: readonly TestResult[]): string {
  const status = outcome.kind === 'answered' ? outcome.status : '---';
  return `${status} ${fullTitle(row)} as ${visibleLine(user.name)}: ${brokenWords(broken)}`;
}

/** `2 tests failed: status == 200; has an id` */
export function brokenWords(broken: readonly TestResult[]): string {
  const names = broken.map((it) => visibleLine(it.name)).join('; ');
  return `${broken.length} ${broken.length === 1 ? 'test' : 'tests'} failed: ${names}`;
}

function stateOf(cell: Cell): CellTest['state'] {
  const { outcome, verdict } = cell;
  if (isBreach(cell)) return 'failed';
  if (outcome.kind === 'failed') return 'errored';
  if (outcome.kind === 'not-sent') return outcome.why === 'unsendable' ? 'errored' : 'skipped';
  if (verdict === 'not-proof') return 'errored';
  return verdict === 'met' ? 'passed' : 'skipped';
}

function lineOf(cell: Cell, row: MatrixRow, user: MatrixUser): string {
  const { outcome, verdict } = cell;
  const mark = markOf(cell).padEnd(2);
  const status = outcome.kind === 'answered' ? String(outcome.status) : '---';
  const about = `${mark} ${status} ${fullTitle(row)} as ${visibleLine(user.name)}`;
  const headline = headlineOf(cell);
  const says = [
    ...(verdict === 'met' ? [] : [howItCame(cell)]),
    ...(verdict === 'not-proof' && user.because ? [visibleLine(plain(user.because))] : []),
    ...(headline === undefined ? [] : [headline]),
    ...notesOf(cell),
  ];
  return says.length === 0 ? about : `${about}: ${says.join(' · ')}`;
}

function failureOf(cell: Cell, row: MatrixRow, user: MatrixUser): CellFailure {
  const { outcome, want } = cell;
  const headline = headlineFor(cell, user);
  const notes = cell.notes.map((it) => `- ${inline(it)}`);
  const report = outcome.kind === 'answered' ? outcome.report : undefined;
  const blocks = [
    `**${inline(headline)}**`,
    inline(text`${fullTitle(row)}, sent as ${user.name}.`),
    ...(cell.verdict === 'opened' ? [whatOpens] : []),
    ...(notes.length === 0 ? [] : [notes.join('\n')]),
    ...(report ? ['---', toMarkdown(report)] : []),
  ];
  const differs = outcome.kind === 'answered' && want !== undefined && isBreach(cell);
  return {
    headline: visibleLine(plain(headline)),
    ...(differs
      ? {
          expected: writtenWant(want),
          actual: visibleLine(`${outcome.status} ${outcome.exchange.response.statusText}`).trim(),
        }
      : {}),
    markdown: `${blocks.join('\n\n').trimEnd()}\n`,
  };
}

const whatOpens =
  'Whoever is kept out by intention gets in. Look for the check of this route: it is missing, stands behind another one, or asks for too little. If they may get in, write so in `# @expect`.';

function headlineFor(cell: Cell, user: MatrixUser): Text {
  const { outcome, want, verdict } = cell;
  if (outcome.kind !== 'answered')
    return text`Nothing came for ${prose(visibleLine(user.name))}: ${prose(messageOf(outcome))}`;
  const who = prose(visibleLine(user.name));
  const wanted = words(want ? writtenWant(want) : '');
  const status = words(String(outcome.status));
  if (verdict === 'opened') return text`OPEN: ${who} is let in with ${status}, where ${wanted} is wanted`;
  if (verdict === 'not-proof')
    return text`No proof: ${status} came for ${who}, and says nothing of this rule. ${user.because ?? noProof}`;
  if (accessOfAnswer(outcome) === 'refused' && verdict === 'closed')
    return text`${who} is refused with ${status}, where ${wanted} is wanted`;
  return text`${who} gets ${status}, where ${wanted} is wanted`;
}

const noProof = text`The credential is not accepted anywhere.`;
