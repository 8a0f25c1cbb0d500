import { wrap } from '../print/terminal.ts';
import { visibleLine } from '../print/visible.ts';
import { plain } from '../text.ts';
import { fullTitle, headlineOf, howItCame, messageOf, notesOf } from './cellWords.ts';
import { hasOpened } from './compareRuns.ts';
import type { Cell, Matrix, MatrixRow } from './matrix.ts';
import { matrixTable, type TableOptions } from './matrixTable.ts';
import { isBreach, tallyMatrix } from './tallyMatrix.ts';

/** Nobody reads more of one kind; the table has them all. */
const most = 40;

/** A matrix for a terminal: the table, then what opened, what else is other than wanted, notes, and who is no proof. */
export function matrixText(matrix: Matrix, options: TableOptions): string {
  const { rows, users, environment, ms } = matrix;
  const width = Math.max(40, Math.min(options.width, 100));
  const bold = (it: string) => (options.color ? `\u001b[1m${it}\u001b[0m` : it);
  const size = `${count(rows.length, 'request')} × ${count(users.length, 'user')}`;
  const where = environment === undefined ? '' : `${visibleLine(environment)} · `;
  const sections = [
    ...breachSections(matrix, options, width),
    ...noteSection(matrix, options, width),
    ...proofSection(matrix, width),
    ...unsentSection(matrix, width),
  ].map(({ title, lines }) => `${bold(title)}\n${lines.map((it) => `${it}\n`).join('')}`);
  return [
    `${where}${size} · ${(ms / 1000).toFixed(1)} s\n`,
    matrixTable(matrix, options),
    ...sections,
    `${wrap(summary(matrix), width, '').join('\n')}\n`,
  ].join('\n');
}

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

function breachSections(matrix: Matrix, options: TableOptions, width: number): readonly Section[] {
  const { cells } = matrix;
  const since = cells.filter((it) => hasOpened(it) && isBreach(it));
  const kinds: readonly (readonly [title: string, cells: readonly Cell[]])[] = [
    ['LET IN, refused in the last run', since],
    ['LET IN, though refused is wanted', cells.filter((it) => it.verdict === 'opened' && !since.includes(it))],
    ['Refused, though let in is wanted', cells.filter((it) => it.verdict === 'closed')],
    ['Another status than wanted', cells.filter((it) => it.verdict === 'other')],
  ];
  return kinds.flatMap(([title, all]) => {
    if (all.length === 0) return [];
    return [{ title: `${title} (${all.length})`, lines: byRow(matrix, all, options, width, breachWords) }];
  });
}

/** `403 is wanted, 200 came. In the last run it was 403. Probably: …` */
function breachWords(cell: Cell): readonly string[] {
  const headline = headlineOf(cell);
  return [`${howItCame(cell)}${headline === undefined ? '' : ` ${headline}.`}`, ...notesOf(cell)];
}

function noteSection(matrix: Matrix, options: TableOptions, width: number): readonly Section[] {
  const noted = matrix.cells.filter((it) => 0 < it.notes.length && !isBreach(it));
  return noted.length === 0 ? [] : [{ title: 'Notes', lines: byRow(matrix, noted, options, width, notesOf) }];
}

/** The cells below their requests, each with its user. */
function byRow(
  { rows, users }: Matrix,
  cells: readonly Cell[],
  options: TableOptions,
  width: number,
  says: (cell: Cell) => readonly string[],
): readonly string[] {
  const lines: string[] = [];
  let row: MatrixRow | undefined;
  for (const cell of cells.slice(0, most)) {
    const next = rows[cell.row];
    if (next && next !== row) {
      row = next;
      lines.push(`  ${visibleLine(options.fileName(row.path))}:${row.line + 1}  ${fullTitle(row)}`);
    }
    const [first = '', ...more] = says(cell);
    lines.push(...wrap(`${visibleLine(users[cell.user]?.name ?? '')}: ${first}`, width, '    ', '      '));
    for (const it of more) lines.push(...wrap(it, width, '      '));
  }
  if (most < cells.length) lines.push(`  and ${cells.length - most} more; --json has all`);
  return lines;
}

function proofSection({ users, cells }: Matrix, width: number): readonly Section[] {
  const lines = users.flatMap(({ name, state, because }, index) => {
    if (state === 'good' || (state === 'unknown' && !because)) return [];
    const refused = cells.filter((it) => it.user === index && it.verdict === 'not-proof').length;
    const why = because ? visibleLine(plain(because)) : 'The credentials are not accepted anywhere.';
    const left = refused === 0 ? '' : ` ${count(refused, 'refusal')} ${refused === 1 ? 'is' : 'are'} not counted.`;
    return wrap(`${visibleLine(name)}: ${why}${left}`, width, '  ', '    ');
  });
  return lines.length === 0 ? [] : [{ title: 'No proof', lines }];
}

function unsentSection({ cells }: Matrix, width: number): readonly Section[] {
  const reasons = new Map<string, number>();
  for (const { outcome } of cells) {
    if (outcome.kind === 'answered') continue;
    const why =
      outcome.kind === 'not-sent' && outcome.why === 'unsafe'
        ? 'it may change something: --unsafe, or # @matrix above the request, sends it'
        : messageOf(outcome);
    reasons.set(why, (reasons.get(why) ?? 0) + 1);
  }
  const all = [...reasons].toSorted(([, a], [, b]) => b - a);
  const lines = all.slice(0, most).flatMap(([why, times]) => wrap(`${times} × ${why}`, width, '  ', '    '));
  return lines.length === 0 ? [] : [{ title: 'Not sent, or no answer', lines }];
}

function summary(matrix: Matrix): string {
  const tally = tallyMatrix(matrix);
  const counts: readonly (readonly [number, string])[] = [
    [tally.met, 'as wanted'],
    [tally['open-question'], 'without an expectation'],
    [tally['not-proof'], 'no proof'],
    [tally['not-sent'], 'not sent or not answered'],
  ];
  const breaches =
    tally.breaches === 0 ? 'No breach' : tally.breaches === 1 ? '1 breach' : `${tally.breaches} breaches`;
  return [breaches, ...counts.flatMap(([number, what]) => (number === 0 ? [] : [`${number} ${what}`]))].join(' · ');
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
