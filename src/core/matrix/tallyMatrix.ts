import { hasOpened } from './compareRuns.ts';
import type { Cell, CellVerdict, Matrix } from './matrix.ts';

/** How many cells came out how. */
export interface MatrixTally extends Readonly<Record<CellVerdict, number>> {
  readonly cells: number;
  readonly answered: number;
  /** No answer came. */
  readonly failed: number;
  /** Let in now, refused in the run before. */
  readonly openedSince: number;
  readonly breaches: number;
  /** Something is wanted of them, and this run could not tell. */
  readonly untold: number;
}

export function tallyMatrix({ cells }: Pick<Matrix, 'cells'>): MatrixTally {
  const count = (holds: (it: Cell) => boolean) => cells.filter(holds).length;
  const of = (verdict: CellVerdict) => count((it) => it.verdict === verdict);
  return {
    cells: cells.length,
    answered: count((it) => it.outcome.kind === 'answered'),
    failed: count((it) => it.outcome.kind === 'failed'),
    openedSince: count(hasOpened),
    breaches: count(isBreach),
    untold: count(isUntold),
    opened: of('opened'),
    closed: of('closed'),
    other: of('other'),
    'not-proof': of('not-proof'),
    met: of('met'),
    'open-question': of('open-question'),
    'not-sent': of('not-sent'),
  };
}

/** Whether a cell is other than wanted; where nothing is wanted, the run before is the measure of who is let in. */
export function isBreach(cell: Cell): boolean {
  const { verdict } = cell;
  if (verdict === 'opened' || verdict === 'closed' || verdict === 'other') return true;
  return verdict === 'open-question' && hasOpened(cell);
}

function isUntold({ verdict, want }: Cell): boolean {
  return want !== undefined && (verdict === 'not-proof' || verdict === 'not-sent');
}
