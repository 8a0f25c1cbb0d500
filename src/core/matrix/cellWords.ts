import { visibleLine } from '../print/visible.ts';
import { maskSecretsIn } from '../redact.ts';
import { plain } from '../text.ts';
import { hasOpened } from './compareRuns.ts';
import type { Cell, CellOutcome, CellVerdict, MatrixRow } from './matrix.ts';
import { writtenWant } from './want.ts';

/** What stands beside a status: told apart without color. */
export type Mark = '!!' | 'x' | '~' | '?' | '+' | '*' | '-' | '';

export function markOf(cell: Cell): Mark {
  if (hasOpened(cell) && cell.verdict === 'open-question') return '!!';
  const mark = marks[cell.verdict];
  return mark === '' && cell.before !== undefined ? '*' : mark;
}

const marks: Readonly<Record<CellVerdict, Mark>> = {
  opened: '!!',
  closed: 'x',
  other: '~',
  'not-proof': '?',
  met: '+',
  'open-question': '',
  'not-sent': '-',
};

/** In the order of weight. */
export const legend: readonly (readonly [mark: Mark, means: string])[] = [
  ['!!', 'let in, not to be'],
  ['x', 'refused, not to be'],
  ['~', 'another status than wanted'],
  ['?', 'no proof'],
  ['*', 'another status than last time'],
  ['-', 'not sent, or no answer'],
  ['+', 'as wanted'],
];

/** `403 is wanted, 200 came. In the last run it was 403.` */
export function howItCame(cell: Cell): string {
  const { outcome, want, before } = cell;
  const got = outcome.kind === 'answered' ? `${outcome.status} came` : messageOf(outcome);
  const wanted = want ? `${writtenWant(want)} is wanted, ${got}.` : `${got}.`;
  return before === undefined ? wanted : `${wanted} In the last run it was ${before}.`;
}

/** Why there is no answer. */
export function messageOf({ message }: Exclude<CellOutcome, { kind: 'answered' }>): string {
  return maskSecretsIn(visibleLine(message));
}

/** What explains a refusal, without its status: `the user lacks a role`. */
export function headlineOf({ outcome }: Cell): string | undefined {
  if (outcome.kind !== 'answered' || !outcome.report) return undefined;
  return visibleLine(plain(outcome.report.headline)).replace(/^\d{3} · /, '');
}

export function notesOf({ notes }: Cell): readonly string[] {
  return notes.map((it) => visibleLine(plain(it)));
}

/** `GET /orders/17`: the origin, or the variable that stands for it, left out. */
export function shortTitle({ method, target }: Pick<MatrixRow, 'method' | 'target'>): string {
  const path = target.replace(/^(?:https?:\/\/[^/?#]{1,300}|\{\{[^{}]{1,100}\}\})(?=[/?#])/i, '');
  return visibleLine(`${method} ${path}`);
}

/** The same as written, with the name. */
export function fullTitle(row: MatrixRow): string {
  return row.name === '' ? shortTitle(row) : `${shortTitle(row)} (${maskSecretsIn(visibleLine(row.name))})`;
}
