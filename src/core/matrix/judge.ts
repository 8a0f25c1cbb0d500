import type { Text } from '../text.ts';
import { type AnsweredCell, accessOfAnswer, isAsWanted } from './answerAccess.ts';
import { compareBodies } from './compareBodies.ts';
import { type RunStatuses, shownId, statusKey } from './compareRuns.ts';
import type { Want } from './expectation.ts';
import type { Cell, CellOutcome, CellVerdict, MatrixRow, MatrixUser } from './matrix.ts';
import { statusNotes } from './statusNotes.ts';
import { wantedAccess, wantFor } from './want.ts';

/**
 * How each outcome stands to what is wanted, and what is to be noted of it. `outcomes`: row by row, user by user; one
 * that is missing counts as not sent. `before`: the statuses of the run before.
 */
export function judge(
  rows: readonly MatrixRow[],
  users: readonly MatrixUser[],
  outcomes: readonly CellOutcome[],
  before?: RunStatuses,
): readonly Cell[] {
  const bodyNotes = compareBodies(rows, users, outcomes);
  return rows.flatMap((row, rowIndex) => {
    const ofRow = users.map((_, i) => outcomes[rowIndex * users.length + i] ?? missing);
    return users.map((user, i): Cell => {
      const outcome = ofRow[i] ?? missing;
      const want = wantFor(row.expectations, user.name);
      const verdict = verdictOf(outcome, user, want);
      const was = before?.get(statusKey(row.path, shownId(row), user.name));
      const changed = outcome.kind === 'answered' && was !== undefined && was !== outcome.status;
      return {
        row: rowIndex,
        user: i,
        outcome,
        ...(want ? { want } : {}),
        verdict,
        notes: notesOf(outcome, { user, want, ofRow }, bodyNotes.get(rowIndex * users.length + i)),
        ...(changed ? { before: was } : {}),
      };
    });
  });
}

const missing: CellOutcome = { kind: 'not-sent', why: 'cancelled', message: 'It was not sent.' };

/** The verdict on one outcome. */
export function verdictOf(outcome: CellOutcome, user: MatrixUser, want: Want | undefined): CellVerdict {
  if (outcome.kind !== 'answered') return 'not-sent';
  if (!want) return 'open-question';
  const access = accessOfAnswer(outcome);
  // A refusal of credentials that are refused everywhere says nothing of this rule; letting them in does.
  if (user.state === 'not-proof' && access !== 'let-in') return 'not-proof';
  if (isAsWanted(want, outcome)) return isOfNobody(outcome, user, want) ? 'not-proof' : 'met';
  const wanted = wantedAccess(want);
  if (wanted === 'refused' && access === 'let-in') return 'opened';
  return wanted === 'let-in' && access === 'refused' ? 'closed' : 'other';
}

/** A user who came without the credential that they were to have is refused as anybody is: only a 401 by name is meant so. */
function isOfNobody({ status }: AnsweredCell, { state }: MatrixUser, want: Want): boolean {
  return state === 'unknown' && status === 401 && want.kind !== 'status';
}

function notesOf(
  outcome: CellOutcome,
  about: { readonly user: MatrixUser; readonly want: Want | undefined; readonly ofRow: readonly CellOutcome[] },
  bodyNotes: readonly Text[] = [],
): readonly Text[] {
  if (outcome.kind !== 'answered') return [];
  const answers = about.ofRow.filter((it): it is AnsweredCell => it.kind === 'answered');
  return [...statusNotes(outcome, { ...about, answers }), ...bodyNotes];
}
