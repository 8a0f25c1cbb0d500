import { maskUrl } from '../mask.ts';
import { accessOfAnswer } from './answerAccess.ts';
import type { Cell, Matrix, MatrixRow } from './matrix.ts';
import { accessOf } from './want.ts';

/** What users got in a run, by `statusKey`. */
export type RunStatuses = ReadonlyMap<string, number>;

/** The key of a cell from one run to the next: the request's file and `shownId`, and the user's name. */
export function statusKey(path: string, id: string, user: string): string {
  return JSON.stringify([path, id, user]);
}

/** A request's id as it may be kept and shown: a target may hold a secret. */
export function shownId({ id }: MatrixRow): string {
  return maskUrl(id);
}

/** What a run leaves for the next one to be compared with: the statuses of all that was answered. */
export function statusesOf({ rows, users, cells }: Pick<Matrix, 'rows' | 'users' | 'cells'>): RunStatuses {
  const found = new Map<string, number>();
  for (const cell of cells) {
    const row = rows[cell.row];
    const user = users[cell.user];
    if (row && user && cell.outcome.kind === 'answered')
      found.set(statusKey(row.path, shownId(row), user.name), cell.outcome.status);
  }
  return found;
}

/** How a run differs from the one before. */
export interface RunChanges {
  /** Was refused, is let in: the loudest there is. */
  readonly opened: readonly Cell[];
  readonly closed: readonly Cell[];
  /** Another status of the same kind, or one that says nothing of access. */
  readonly other: readonly Cell[];
  /** Answered now, and not there before. */
  readonly fresh: readonly Cell[];
  /** Of the run before, and not answered now. */
  readonly gone: readonly {
    readonly path: string;
    readonly id: string;
    readonly user: string;
    readonly status: number;
  }[];
}

/** Compares a run with the statuses of the one before. A user who is not proof closes nothing. */
export function compareRuns(
  before: RunStatuses,
  { rows, users, cells }: Pick<Matrix, 'rows' | 'users' | 'cells'>,
): RunChanges {
  const opened: Cell[] = [];
  const closed: Cell[] = [];
  const other: Cell[] = [];
  const fresh: Cell[] = [];
  const left = new Map(before);
  for (const cell of cells) {
    const row = rows[cell.row];
    const user = users[cell.user];
    if (!row || !user || cell.outcome.kind !== 'answered') continue;
    const key = statusKey(row.path, shownId(row), user.name);
    const was = before.get(key);
    left.delete(key);
    if (was === undefined) fresh.push(cell);
    else if (isOpening(cell, was)) opened.push(cell);
    else if (isClosing(cell, was)) (user.state === 'not-proof' ? other : closed).push(cell);
    else if (was !== cell.outcome.status) other.push(cell);
  }
  const gone = [...left].flatMap(([key, status]) => {
    const [path = '', id = '', user = ''] = readKey(key);
    return { path, id, user, status };
  });
  return { opened, closed, other, fresh, gone };
}

/** Whether a cell lets somebody in who was refused in the run before. */
export function hasOpened(cell: Cell): boolean {
  return cell.before !== undefined && isOpening(cell, cell.before);
}

function isOpening({ outcome }: Cell, was: number): boolean {
  return outcome.kind === 'answered' && accessOf(was) === 'refused' && accessOfAnswer(outcome) === 'let-in';
}

function isClosing({ outcome }: Cell, was: number): boolean {
  return outcome.kind === 'answered' && accessOf(was) === 'let-in' && accessOfAnswer(outcome) === 'refused';
}

function readKey(key: string): readonly string[] {
  const read: unknown = JSON.parse(key);
  return Array.isArray(read) ? read.map(String) : [];
}
