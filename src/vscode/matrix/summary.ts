import { shortTitle } from '../../core/matrix/cellWords.ts';
import type { Cell, Matrix, MatrixRow, MatrixUser } from '../../core/matrix/matrix.ts';
import { isBreach, tallyMatrix } from '../../core/matrix/tallyMatrix.ts';
import { writtenWant } from '../../core/matrix/want.ts';
import type { BreachView, CellLook, SummaryView } from '../../sidebar/matrix/protocol.ts';
import { lookOf, wordOf } from './cellView.ts';

/** As many breaches as are read at a glance. */
const mostBreaches = 6;

/** What came of a run, the breaches first, and of these whoever is let in and must not be. */
export function summaryView({ rows, users, cells }: Matrix): SummaryView {
  const tally = tallyMatrix({ cells });
  const breaches = cells
    .filter(isBreach)
    .map((cell) => ({ cell, look: lookOf(cell) }))
    .toSorted((a, b) => weight.indexOf(a.look) - weight.indexOf(b.look));
  const opened = breaches.filter((it) => it.look === 'opened').length;
  const wanted = cells.filter((it) => it.want !== undefined).length;
  const counts = [
    counted(tally.met, 'as expected'),
    counted(tally['not-proof'], 'no proof'),
    counted(
      tally['open-question'] - (breaches.length - tally.opened - tally.closed - tally.other),
      'without expectation',
    ),
    counted(tally['not-sent'] - tally.failed, 'not sent'),
    counted(tally.failed, 'without an answer'),
  ].filter((it) => it !== undefined);
  return {
    ...said(opened, breaches.length, wanted, tally.untold),
    breaches: breaches.slice(0, mostBreaches).flatMap(({ cell, look }) => {
      const row = rows[cell.row];
      const user = users[cell.user];
      return row && user ? [breachView(cell, look, row, user)] : [];
    }),
    more: Math.max(0, breaches.length - mostBreaches),
    counts: counts.join(' · '),
  };
}

const weight: readonly CellLook[] = ['opened', 'closed', 'other'];

function said(
  opened: number,
  breaches: number,
  wanted: number,
  untold: number,
): Pick<SummaryView, 'tone' | 'headline'> {
  if (0 < opened) {
    const rest = breaches - opened;
    const also = rest === 0 ? '' : `, and ${rest} more ${rest === 1 ? 'is' : 'are'} other than expected`;
    const cells = opened === 1 ? 'One cell lets somebody in' : `${opened} cells let somebody in`;
    return { tone: 'opened', headline: `${cells} who must not be let in${also}` };
  }
  if (0 < breaches)
    return {
      tone: 'breach',
      headline: breaches === 1 ? 'One cell is other than expected' : `${breaches} cells are other than expected`,
    };
  if (wanted === 0) return { tone: 'plain', headline: 'Nothing is expected yet: this is who got what' };
  if (0 < untold)
    return {
      tone: 'plain',
      headline: `Nothing is other than expected, as far as this run can tell: ${untold === 1 ? 'one cell is' : `${untold} cells are`} open`,
    };
  return { tone: 'fine', headline: 'Everything is as expected' };
}

function counted(count: number, what: string): string | undefined {
  return count === 0 ? undefined : `${count} ${what}`;
}

function breachView(cell: Cell, look: CellLook, row: MatrixRow, user: MatrixUser): BreachView {
  const { outcome, want, before } = cell;
  const status = outcome.kind === 'answered' ? `${outcome.status} ` : '';
  const parts = [
    `${user.name} · ${shortTitle(row)} · ${status}${wordOf(outcome)}`,
    want ? `${writtenWant(want)} is wanted` : undefined,
    before === undefined ? undefined : `was ${before}`,
  ];
  return {
    row: cell.row,
    user: cell.user,
    look,
    says: parts.filter((it) => it !== undefined).join(', '),
  };
}
