import { toTerminal } from '../print/terminal.ts';
import { xmlAttribute, xmlText } from '../print/xml.ts';
import { plain } from '../text.ts';
import { fullTitle, howItCame, messageOf, notesOf } from './cellWords.ts';
import { hasOpened } from './compareRuns.ts';
import type { Cell, Matrix, MatrixRow, MatrixUser } from './matrix.ts';
import { isBreach } from './tallyMatrix.ts';

/** JUnit's XML: a suite a file, a case a request and user. What could not be told is skipped, with the reason. */
export function matrixJUnit({ rows, users, cells, ms }: Matrix, fileName: (path: string) => string): string {
  const suites = new Map<string, Case[]>();
  for (const cell of cells) {
    const row = rows[cell.row];
    const user = users[cell.user];
    if (!row || !user) continue;
    const cases = suites.get(row.path) ?? [];
    suites.set(row.path, cases);
    cases.push(caseOf(cell, row, user, fileName(row.path)));
  }
  const all = [...suites.values()].flat();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites name="why401 matrix" ${counts(all)} time="${seconds(ms)}">\n`,
    ...[...suites].flatMap(([path, cases]) => [
      `  <testsuite name="${xmlAttribute(fileName(path))}" ${counts(cases)} time="${seconds(sum(cases))}">\n`,
      ...cases.map((it) => it.xml),
      '  </testsuite>\n',
    ]),
    '</testsuites>\n',
  ].join('');
}

interface Case {
  readonly result: 'passed' | 'failure' | 'error' | 'skipped';
  readonly ms: number;
  readonly xml: string;
}

function caseOf(cell: Cell, row: MatrixRow, user: MatrixUser, file: string): Case {
  const { result, message, detail } = resultOf(cell, user);
  const ms = cell.outcome.kind === 'answered' ? cell.outcome.ms : 0;
  const name = `${fullTitle(row)} as ${user.name}`;
  const about = `classname="${xmlAttribute(file)}" name="${xmlAttribute(name)}" file="${xmlAttribute(file)}" line="${row.line + 1}" time="${seconds(ms)}"`;
  if (result === 'passed') return { result, ms, xml: `    <testcase ${about}/>\n` };
  const type = result === 'failure' ? ` type="${hasOpened(cell) ? 'opened' : cell.verdict}"` : '';
  const inner = `<${result} message="${xmlAttribute(message)}"${type}`;
  const content = detail === '' ? `${inner}/>` : `${inner}>${xmlText(detail)}</${result}>`;
  return { result, ms, xml: `    <testcase ${about}>\n      ${content}\n    </testcase>\n` };
}

function resultOf(
  cell: Cell,
  user: MatrixUser,
): { readonly result: Case['result']; readonly message: string; readonly detail: string } {
  const { outcome, verdict } = cell;
  if (isBreach(cell)) {
    const notes = notesOf(cell).map((it) => `${it}\n`);
    const report = outcome.kind === 'answered' ? outcome.report : undefined;
    const explained = report ? `\n${toTerminal(report, { color: false, width: 100 })}` : '';
    return { result: 'failure', message: howItCame(cell), detail: `${notes.join('')}${explained}` };
  }
  if (outcome.kind === 'failed') return { result: 'error', message: messageOf(outcome), detail: '' };
  if (outcome.kind === 'not-sent') return { result: 'skipped', message: messageOf(outcome), detail: '' };
  if (verdict === 'not-proof') {
    const why = user.because ? plain(user.because) : 'The credentials are not accepted anywhere.';
    return { result: 'skipped', message: `${outcome.status} came, which is no proof. ${why}`, detail: '' };
  }
  if (verdict === 'open-question')
    return { result: 'skipped', message: `${outcome.status} came; nothing is wanted.`, detail: '' };
  return { result: 'passed', message: '', detail: '' };
}

function counts(cases: readonly Case[]): string {
  const of = (result: Case['result']) => cases.filter((it) => it.result === result).length;
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}" skipped="${of('skipped')}"`;
}

function sum(cases: readonly Case[]): number {
  return cases.reduce((all, it) => all + it.ms, 0);
}

function seconds(ms: number): string {
  return (Math.max(0, ms) / 1000).toFixed(3);
}
