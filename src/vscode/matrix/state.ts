import { shortTitle } from '../../core/matrix/cellWords.ts';
import type { Cell, Matrix, MatrixUser } from '../../core/matrix/matrix.ts';
import { visibleLine } from '../../core/print/visible.ts';
import { maskSecretsIn } from '../../core/redact.ts';
import { formatTime } from '../../core/time.ts';
import type { CellPlace, MatrixState, RowView, UserView } from '../../sidebar/matrix/protocol.ts';
import { cellView } from './cellView.ts';
import { detailView } from './detailView.ts';
import type { Shown, UnderWay } from './shown.ts';
import { summaryView } from './summary.ts';

export interface MatrixScene {
  readonly file: string;
  readonly environment?: string;
  readonly choosable: boolean;
  readonly underWay?: UnderWay;
  /** The last run. */
  readonly matrix?: Matrix;
  readonly opened?: CellPlace;
}

/** Everything that the tab shows, redacted. */
export function matrixState({ file, environment, choosable, underWay, matrix, opened }: MatrixScene): MatrixState {
  const shown: Shown = underWay?.shown ?? matrix ?? { rows: [], users: [], cells: [] };
  const cell = opened && cellAt(shown, opened);
  const detail = cell && detailView(shown, cell);
  const rows = shown.rows.map((_, at) => rowView(shown, at));
  return {
    file,
    choosable,
    ...(environment === undefined ? {} : { environment }),
    ...(underWay ? { running: { done: underWay.done, total: underWay.total } } : {}),
    ...(matrix && !underWay ? { ran: whenOf(matrix), summary: summaryView(matrix) } : {}),
    users: shown.users.map((it) => userView(it, underWay !== undefined)),
    rows,
    unsafe: underWay ? 0 : rows.filter((it) => it.unsafe).length,
    ...(detail ? { detail } : {}),
  };
}

export function cellAt({ users, cells }: Shown, { row, user }: CellPlace): Cell | undefined {
  return 0 <= user && user < users.length ? cells[row * users.length + user] : undefined;
}

function rowView({ rows, users, cells }: Shown, at: number): RowView {
  const row = rows[at];
  const mine = cells.slice(at * users.length, (at + 1) * users.length);
  if (!row) return { method: '', target: '', name: '', unsafe: false, cells: [] };
  const title = shortTitle(row);
  return {
    method: visibleLine(row.method),
    target: title.slice(row.method.length + 1),
    name: maskSecretsIn(visibleLine(row.name)),
    unsafe: mine.some((it) => it?.outcome.kind === 'not-sent' && it.outcome.why === 'unsafe'),
    cells: users.map((user, i) => {
      const cell = mine[i];
      return cell ? cellView(cell, row, user.name) : null;
    }),
  };
}

function userView({ name, state, because, renewable }: MatrixUser, running: boolean): UserView {
  return {
    name,
    state,
    word: running ? '' : state === 'not-proof' ? 'not proof' : state === 'unknown' ? 'not sure' : 'good',
    ...(because ? { because } : {}),
    renewable: renewable === true,
  };
}

function whenOf({ at, ms }: Matrix): string {
  const took = ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`;
  return `${formatTime(Math.floor((at + ms) / 1000)).slice(11)}, in ${took}`;
}
