import { accessOfAnswer } from '../../core/matrix/answerAccess.ts';
import { markOf, shortTitle } from '../../core/matrix/cellWords.ts';
import type { Cell, CellOutcome, MatrixRow } from '../../core/matrix/matrix.ts';
import { writtenWant } from '../../core/matrix/want.ts';
import type { CellLook, CellView } from '../../sidebar/matrix/protocol.ts';

/** A cell as the grid shows it. */
export function cellView(cell: Cell, row: MatrixRow, user: string): CellView {
  const { outcome, want, before, notes } = cell;
  const look = lookOf(cell);
  const word = wordOf(outcome);
  const status = outcome.kind === 'answered' ? outcome.status : undefined;
  const isOther = look === 'opened' || look === 'closed' || look === 'other';
  const wants = isOther && want ? writtenWant(want) : undefined;
  const spoken = [
    [`${user}, ${shortTitle(row)}:`, status, word].filter((it) => it !== undefined).join(' '),
    saidOf[look],
    wants === undefined ? '' : `${wants} is wanted`,
    before === undefined ? '' : `was ${before}`,
    notes.length === 0 ? '' : notes.length === 1 ? '1 note' : `${notes.length} notes`,
  ];
  return {
    look,
    word,
    ...(status === undefined ? {} : { status }),
    ...(wants === undefined ? {} : { wants }),
    ...(before === undefined ? {} : { was: before }),
    notes: notes.length,
    spoken: spoken.filter((it) => it !== '').join(', '),
  };
}

/** Whoever is let in now and was not in the last run looks as a breach, whether something is wanted or not. */
export function lookOf(cell: Cell): CellLook {
  return cell.verdict === 'open-question' && markOf(cell) === '!!' ? 'opened' : cell.verdict;
}

/** What came, in a word or two. */
export function wordOf(outcome: CellOutcome): string {
  switch (outcome.kind) {
    case 'failed':
      return 'no answer';
    case 'not-sent':
      return outcome.why === 'cancelled' ? 'cancelled' : outcome.why === 'rate-limited' ? 'held back' : 'not sent';
    case 'answered': {
      const access = accessOfAnswer(outcome);
      if (access !== 'neither') return access === 'let-in' ? 'lets in' : 'refused';
      if (outcome.status < 400) return 'redirects';
      return outcome.status < 500 ? 'other error' : 'server error';
    }
  }
}

const saidOf: Readonly<Record<CellLook, string>> = {
  opened: 'let in and not to be',
  closed: 'refused and not to be',
  other: 'other than wanted',
  'not-proof': 'no proof',
  met: 'as expected',
  'open-question': 'nothing is expected',
  'not-sent': '',
};
