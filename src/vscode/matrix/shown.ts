import { verdictOf } from '../../core/matrix/judge.ts';
import type { Cell, CellOutcome, Matrix, MatrixRow, MatrixUser } from '../../core/matrix/matrix.ts';
import { wantFor } from '../../core/matrix/want.ts';

/** What the tab shows of a matrix: all of it, or as far as a run has come. */
export interface Shown extends Pick<Matrix, 'rows' | 'users'> {
  /** Row by row, user by user; undefined: not there yet. */
  readonly cells: readonly (Cell | undefined)[];
}

/** A run under way: filled cell by cell. */
export interface UnderWay {
  readonly done: number;
  readonly total: number;
  begin(rows: readonly MatrixRow[], users: readonly string[]): void;
  came(done: number, at: { readonly row: number; readonly user: number; readonly outcome: CellOutcome }): void;
  /** Undefined until it is known what is sent. */
  readonly shown: Shown | undefined;
}

/** What the users are worth as proof, and what bodies give away, is known at the end only. */
export function createUnderWay(): UnderWay {
  let rows: readonly MatrixRow[] = [];
  let users: readonly MatrixUser[] = [];
  let cells: (Cell | undefined)[] = [];
  let done = 0;
  return {
    get done() {
      return done;
    },
    get total() {
      return cells.length;
    },
    begin(all, names) {
      rows = all;
      users = names.map((name) => ({ name, state: 'unknown' }));
      cells = new Array(rows.length * users.length).fill(undefined);
    },
    came(count, { row, user, outcome }) {
      done = count;
      const whose = users[user];
      const of = rows[row];
      if (!whose || !of) return;
      const want = wantFor(of.expectations, whose.name);
      const verdict = verdictOf(outcome, whose, want);
      cells[row * users.length + user] = { row, user, outcome, verdict, notes: [], ...(want ? { want } : {}) };
    },
    get shown() {
      return cells.length === 0 ? undefined : { rows, users, cells: [...cells] };
    },
  };
}
