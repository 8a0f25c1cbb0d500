import { jsonLine } from '../print/jsonLine.ts';
import { messageOf, notesOf } from './cellWords.ts';
import { shownId } from './compareRuns.ts';
import type { Matrix } from './matrix.ts';
import { tallyMatrix } from './tallyMatrix.ts';
import { writtenWant } from './want.ts';

/** One line of `why401 matrix --json`. Its members are a contract; more may be added, none renamed. */
export interface CellJson {
  readonly file: string;
  /** 1-based, of the request line. */
  readonly line: number;
  readonly name: string;
  readonly method: string;
  readonly target: string;
  /** The same in every run while name, or method and target, stand. */
  readonly id: string;
  readonly user: string;
  /** Null where no answer came. */
  readonly status: number | null;
  readonly want: string | null;
  readonly verdict: string;
  readonly cause: string | null;
  /** The status of the run before, where it was another one. */
  readonly before?: number;
  /** Why there is no answer. */
  readonly message?: string;
  readonly notes: readonly string[];
}

/** One object a cell, and one with the counts at the end. */
export function matrixJson(matrix: Matrix, fileName: (path: string) => string): string {
  const { rows, users, cells, environment, ms } = matrix;
  const lines = cells.flatMap((cell) => {
    const row = rows[cell.row];
    const user = users[cell.user];
    if (!row || !user) return [];
    const { outcome, want, before } = cell;
    const answered = outcome.kind === 'answered';
    const line: CellJson = {
      file: fileName(row.path),
      line: row.line + 1,
      name: row.name,
      method: row.method,
      target: row.target,
      id: shownId(row),
      user: user.name,
      status: answered ? outcome.status : null,
      want: want ? writtenWant(want) : null,
      verdict: cell.verdict,
      cause: (answered ? outcome.cause : undefined) ?? null,
      ...(before === undefined ? {} : { before }),
      ...(answered ? {} : { message: messageOf(outcome) }),
      notes: notesOf(cell),
    };
    return [jsonLine(line)];
  });
  const { breaches, untold, openedSince, failed, answered: _, cells: all, ...verdicts } = tallyMatrix(matrix);
  const summary = {
    ...(environment === undefined ? {} : { environment }),
    requests: rows.length,
    users: users.map(({ name, state }) => ({ name, state })),
    cells: all,
    breaches,
    untold,
    openedSince,
    failed,
    ...verdicts,
    ms: Math.round(ms),
  };
  return lines.join('') + jsonLine({ summary });
}

/** The statuses in the output of an earlier run; undefined where it is none. Lines that are no cells are passed over. */
export function readMatrixJson(text: string): readonly Pick<CellJson, 'file' | 'id' | 'user' | 'status'>[] | undefined {
  const found: Pick<CellJson, 'file' | 'id' | 'user' | 'status'>[] = [];
  let isRun = false;
  for (const line of text.split('\n')) {
    const it = readObject(line);
    if (!it) continue;
    isRun ||= 'summary' in it;
    const { file, id, user, status } = it;
    if (typeof file !== 'string' || typeof id !== 'string' || typeof user !== 'string') continue;
    isRun = true;
    if (typeof status === 'number') found.push({ file, id, user, status });
  }
  return isRun ? found : undefined;
}

function readObject(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const read: unknown = JSON.parse(line);
    return typeof read === 'object' && read !== null ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}
