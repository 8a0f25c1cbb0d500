import { setTimeout } from 'node:timers/promises';
import type { Exchange } from '../core/exchange.ts';
import type { RunStatuses } from '../core/matrix/compareRuns.ts';
import { judge } from '../core/matrix/judge.ts';
import type { CellOutcome, Matrix, MatrixRow } from '../core/matrix/matrix.ts';
import type { Report } from '../core/report.ts';
import type { Secret } from '../core/secret.ts';
import { createQuestions } from './askOnce.ts';
import { createBatch } from './context.ts';
import { environmentsOf } from './contextFor.ts';
import { feedsOf } from './feeds.ts';
import { createCells } from './matrixCells.ts';
import { type MatrixColumn, openColumn } from './matrixColumn.ts';
import { type MatrixFile, rowsOf, type SourceRow } from './matrixRows.ts';
import type { RunMemory } from './memory.ts';
import { createPace } from './pace.ts';
import type { RunHost } from './run.ts';
import { createEndReader, standingOf, withoutEnded } from './standing.ts';

/** What is to be asked, and as whom. */
export interface MatrixInput {
  readonly files: readonly MatrixFile[];
  readonly environment?: string;
  /** Names of `$users`, in the order of the columns; without them all that the environment files have. */
  readonly users?: readonly string[];
  readonly host: RunHost;
  readonly memory: RunMemory;
}

export interface MatrixOptions {
  readonly signal: AbortSignal;
  /** Requests at once: at each origin (6), and in all (24). */
  readonly concurrency?: { readonly perOrigin?: number; readonly overall?: number };
  /** Explains a refusal; asked only where somebody looks, or where a user's standing depends on it. */
  explain?(exchange: Exchange, secrets: readonly Secret[]): Report | undefined;
  /** Which of the rows that change something are sent all the same. Without it, none is. */
  confirmUnsafe?(rows: readonly MatrixRow[]): Promise<readonly MatrixRow[]>;
  /** Which of the cells are sent; without it, all. The others come back as not sent. */
  only?(row: MatrixRow, user: string): boolean;
  /** Called once it is known what is sent, and as whom. */
  onStart?(rows: readonly MatrixRow[], users: readonly string[]): void;
  /** Called after each cell. */
  onProgress?(
    done: number,
    total: number,
    cell: { readonly row: number; readonly user: number; readonly outcome: CellOutcome },
  ): void;
  /** The statuses of the run before. */
  readonly before?: RunStatuses;
  /** Resolves after some milliseconds; by the clock where it is not given. */
  wait?(ms: number): Promise<void>;
}

/**
 * Sends requests as each user and judges who got what. Users come first: their sessions are had or renewed once each.
 * Then the cells, by turns at each origin; a limit of the server is waited for, once. Never throws for what a file, a
 * person or the network does.
 */
export async function runMatrix(input: MatrixInput, options: MatrixOptions): Promise<Matrix> {
  const { host, environment, memory } = input;
  const { signal } = options;
  const started = host.now();
  const batch = createBatch();
  const environments = await Promise.all(input.files.map((it) => environmentsOf(it, batch, host)));
  const names = [...new Set(input.users ?? environments.flatMap((it) => it.users))];
  const sources = input.files.flatMap((source, i) => {
    const known = environments[i];
    const layers = known ? names.flatMap((it) => known.layers(environment, it)) : [];
    return rowsOf(source, feedsOf(source.file, layers));
  });
  const rows = sources.map((it) => it.row);
  options.onStart?.(rows, names);
  const confirmed = await confirmedOf(rows, options);
  const pace = createPace({
    perOrigin: options.concurrency?.perOrigin ?? 6,
    overall: options.concurrency?.overall ?? 24,
    signal,
    now: () => host.now(),
    wait: options.wait ?? ((ms) => setTimeout(ms, undefined, { signal }).catch(() => undefined)),
  });
  const questions = createQuestions(signal);
  const sourcesOf = (user: string) => sources.filter(({ row }) => options.only?.(row, user) ?? true);
  const columns: MatrixColumn[] = names.map((user) =>
    openColumn(user, sourcesOf(user), {
      environment,
      memory,
      batch,
      pace,
      signal,
      host: questions.hostFor(host, user),
      mayChange: (row) => confirmed.has(row),
    }),
  );
  const cells = createCells(sources, columns, pace, options, ({ row }) => confirmed.has(row));
  await Promise.race([
    getAllReady(columns, host).then(() => cells.run(options.concurrency?.perOrigin ?? 6)),
    aborted(signal),
  ]);
  const outcomes = cells.close();
  const now = host.now();
  const readEnd = createEndReader();
  const users = standings(sources, columns, outcomes, readEnd, now);
  return {
    ...(environment === undefined ? {} : { environment }),
    rows,
    users,
    cells: judge(rows, users, outcomes, options.before).map((it) => withoutEnded(it, readEnd, now)),
    at: started,
    ms: host.now() - started,
  };
}

async function confirmedOf(rows: readonly MatrixRow[], { confirmUnsafe, signal }: MatrixOptions) {
  const unsafe = rows.filter((it) => !it.safe);
  if (unsafe.length === 0 || !confirmUnsafe || signal.aborted) return new Set<MatrixRow>();
  const asked = new Set(unsafe);
  return new Set((await confirmUnsafe(unsafe)).filter((it) => asked.has(it)));
}

/** A person signs in as one user after another; where nobody is there, nothing has to wait for anybody. */
async function getAllReady(columns: readonly MatrixColumn[], host: RunHost): Promise<void> {
  if (!host.signIn || host.withoutPerson !== undefined) await Promise.all(columns.map((it) => it.getReady()));
  else for (const it of columns) await it.getReady();
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function standings(
  sources: readonly SourceRow[],
  columns: readonly MatrixColumn[],
  outcomes: readonly CellOutcome[],
  readEnd: ReturnType<typeof createEndReader>,
  now: number,
) {
  const at = (row: number, user: number) => outcomes[row * columns.length + user];
  const withoutCredential = columns.findIndex((it) => it.isNobody());
  const isOpen = sources.map((_, row) => {
    const outcome = at(row, withoutCredential);
    return withoutCredential !== -1 && outcome?.kind === 'answered' && outcome.status < 400;
  });
  return columns.map((column, user) => {
    const mine = sources.flatMap((_, row) => {
      const outcome = at(row, user);
      return outcome ? [{ outcome, open: isOpen[row] ?? false }] : [];
    });
    return standingOf({ ...column.observed(), name: column.user, outcomes: mine }, readEnd, now);
  });
}
