import type { MatrixRow } from '../core/matrix/matrix.ts';
import { hasNothing, isNobody } from './anonymous.ts';
import { newRecord, type RunBatch, type RunContext } from './context.ts';
import { contextFor, withBrokenFiles } from './contextFor.ts';
import { readDirectives } from './directives.ts';
import type { Guard } from './guard.ts';
import { isLogin } from './logins.ts';
import { isSafe, type MatrixFile, type SourceRow } from './matrixRows.ts';
import type { RunMemory } from './memory.ts';
import type { Pace } from './pace.ts';
import { getReady, type Readiness } from './preflight.ts';
import type { RunHost, RunOutcome } from './run.ts';
import { runOne } from './runOne.ts';
import type { Observed } from './standing.ts';

/** One user of a running matrix. */
export interface MatrixColumn {
  readonly user: string;
  /** Has what this user's requests need first. */
  getReady(): Promise<void>;
  run(source: SourceRow): Promise<RunOutcome>;
  /** Goes without credentials. */
  isNobody(): boolean;
  observed(): Omit<Observed, 'name' | 'outcomes'>;
}

export interface ColumnParts {
  readonly environment: string | undefined;
  readonly memory: RunMemory;
  readonly host: RunHost;
  readonly batch: RunBatch;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** Whether a request may change something. */
  mayChange(row: MatrixRow): boolean;
}

interface FileState {
  readonly context: RunContext | RunOutcome;
  readonly readiness?: Readiness;
}

export function openColumn(user: string, sources: readonly SourceRow[], parts: ColumnParts): MatrixColumn {
  const files = new Map<MatrixFile, FileState>();

  async function open(source: MatrixFile): Promise<void> {
    const rows = sources.filter((it) => it.source === source);
    const [first] = rows;
    if (!first) return;
    const { environment, host, memory, signal, batch } = parts;
    const { path, root, file } = source;
    const target = {
      path,
      file,
      request: first.request,
      user,
      guard: guardFor(rows, parts),
      ...(root === undefined ? {} : { root }),
      ...(environment === undefined ? {} : { environment }),
    };
    const context = await contextFor(target, batch, { memory, host, signal });
    if ('kind' in context) {
      files.set(source, { context });
      return;
    }
    const sent = rows.filter(
      ({ row, request, feeds }) => feeds.waiting.has(request) && (row.safe || parts.mayChange(row)),
    );
    const readiness = await getReady(
      sent.map((it) => it.request),
      context,
    );
    files.set(source, { context, readiness });
  }

  const contexts = () => [...files.values()].flatMap(({ context }) => ('kind' in context ? [] : [context]));

  return {
    user,
    async getReady() {
      for (const source of new Set(sources.map((it) => it.source))) await open(source);
    },
    async run({ source, request }) {
      const state = files.get(source);
      if (!state) return { kind: 'cancelled' };
      const { context, readiness } = state;
      if ('kind' in context) return context;
      const blocked = readiness?.blocked.get(request);
      if (blocked) return blocked;
      const mine = { ...context, target: { ...context.target, request }, ...newRecord() };
      return withBrokenFiles(await runOne(request, [], mine), context);
    },
    isNobody: () => 0 < files.size && contexts().every(isNobody) && contexts().length === files.size,
    observed() {
      const sessions = [...files.values()].flatMap((it) => it.readiness?.sessions ?? []);
      const failed = sessions.flatMap((it) => (it ? [it] : []));
      const [first] = failed;
      const why = first && messageOf(first);
      const all = failed.length === sessions.length;
      return {
        hasNothing: contexts().every((it) => hasNothing(user, it.target.environment, it.environments)),
        renewable: 0 < sessions.length,
        ...(why === undefined ? {} : all ? { notReady: why } : { partly: why }),
      };
    },
  };
}

/** What nobody asked for stays: of requests that change something, those alone go that are marked or confirmed. */
function guardFor(rows: readonly SourceRow[], { pace, mayChange }: ColumnParts): Guard {
  const rowOf = new Map(rows.map((it) => [it.request, it]));
  const feeds = rows[0]?.feeds;
  return {
    turn: pace.turn,
    refuses(request, resolved) {
      // Logins are meant to run first, also those that are only known by what is taken from them; so is what is marked.
      if (isSafe(resolved) || isLogin(request) || feeds?.credentials.has(request)) return undefined;
      if (readDirectives(request).matrix === true) return undefined;
      const mine = rowOf.get(request);
      if (mine && mayChange(mine.row)) return undefined;
      const { method } = resolved;
      return mine
        ? unsafeMessage(method)
        : `The ${method} \`${request.name}\` must run first and may change something, so it is not sent by itself. Mark it with \`# @login\` if it signs in, else with \`# @matrix\`.`;
    },
  };
}

export function unsafeMessage(method: string): string {
  return `A ${method} may change something, so it is not sent by itself. Confirm it, or mark the request with \`# @matrix\`.`;
}

/** Why there is no answer, in a sentence or two. */
export function messageOf(outcome: Exclude<RunOutcome, { kind: 'answered' }> | RunOutcome): string {
  switch (outcome.kind) {
    case 'unsendable':
      return outcome.problems
        .slice(0, 2)
        .map((it) => it.message)
        .join(' ');
    case 'failed':
      return outcome.message;
    case 'cancelled':
      return outcome.message ?? 'A question was answered with no, or by nobody.';
    case 'answered':
      return '';
  }
}
