import type { CellOutcome } from '../core/matrix/matrix.ts';
import { originOfUrl } from './logins.ts';
import type { MatrixOptions } from './matrix.ts';
import { type MatrixColumn, messageOf, unsafeMessage } from './matrixColumn.ts';
import type { SourceRow } from './matrixRows.ts';
import type { Pace } from './pace.ts';
import { isRateLimited } from './rateLimit.ts';
import type { Answered, RunOutcome } from './run.ts';

/** The cells of a running matrix. */
export interface Cells {
  /** Sends them: those that are written for the same place a few at a time. */
  run(perOrigin: number): Promise<void>;
  /** Ends it; what is not there yet is not waited for. Row by row, column by column. */
  close(): readonly CellOutcome[];
}

export function createCells(
  sources: readonly SourceRow[],
  columns: readonly MatrixColumn[],
  pace: Pace,
  options: MatrixOptions,
  mayChange: (source: SourceRow) => boolean,
): Cells {
  const outcomes: (CellOutcome | undefined)[] = new Array(sources.length * columns.length).fill(undefined);
  const total = sources.reduce(
    (all, { row }) => all + columns.filter((it) => options.only?.(row, it.user) ?? true).length,
    0,
  );
  let done = 0;
  let closed = false;

  function settle(row: number, user: number, outcome: CellOutcome): void {
    if (closed) return;
    outcomes[row * columns.length + user] = outcome;
    done++;
    options.onProgress?.(done, total, { row, user, outcome });
  }

  async function cell(source: SourceRow, column: MatrixColumn): Promise<CellOutcome> {
    if (!source.row.safe && !mayChange(source))
      return { kind: 'not-sent', why: 'unsafe', message: unsafeMessage(source.row.method) };
    const first = await column.run(source);
    if (first.kind !== 'answered' || !isLimit(first)) return cellOf(first);
    // Its turn comes when the server has said it would.
    const second = await column.run(source);
    if (second.kind !== 'answered' || !isLimit(second)) return cellOf(second);
    const origin = originOfUrl(second.exchange.request.url) ?? '';
    const message = `${origin} answered ${second.exchange.response.status} again after the wait that it asked for, so nothing more was sent there.`;
    pace.close(origin, message);
    return { kind: 'not-sent', why: 'rate-limited', message };
  }

  function isLimit({ exchange, secrets }: Answered): boolean {
    if (isRateLimited(exchange)) return true;
    const { status, body } = exchange.response;
    if (status !== 403 || !body || !/rate.?limit|too many|throttl|quota/i.test(body.text.slice(0, 2000))) return false;
    if (options.explain?.(exchange, secrets ?? [])?.findings[0]?.id !== 'rate-limited') return false;
    pace.hold(originOfUrl(exchange.request.url) ?? '', exchange);
    return true;
  }

  function cellOf(outcome: RunOutcome): CellOutcome {
    switch (outcome.kind) {
      case 'answered':
        return answeredCell(outcome, options);
      case 'failed':
        return { kind: 'failed', message: outcome.message };
      case 'unsendable':
        return { kind: 'not-sent', why: outcome.held ?? 'unsendable', message: messageOf(outcome) };
      case 'cancelled':
        return { kind: 'not-sent', why: 'cancelled', message: messageOf(outcome) };
    }
  }

  return {
    async run(perOrigin) {
      const lanes = new Map<string, { row: number; user: number }[]>();
      for (const [row, source] of sources.entries()) {
        const place = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/?#]*/i.exec(source.request.target.text)?.[0] ?? '';
        const lane = lanes.get(place) ?? [];
        for (const [user, column] of columns.entries())
          if (options.only?.(source.row, column.user) ?? true) lane.push({ row, user });
        lanes.set(place, lane);
      }
      const worker = async (lane: readonly { row: number; user: number }[], next: { at: number }) => {
        while (!closed && next.at < lane.length) {
          const it = lane[next.at++];
          const source = it && sources[it.row];
          const column = it && columns[it.user];
          if (!source || !column) continue;
          settle(it.row, it.user, await cell(source, column));
        }
      };
      // Two more than may be on their way at once: they get ready meanwhile.
      await Promise.all(
        [...lanes.values()].flatMap((lane) => {
          const next = { at: 0 };
          return Array.from({ length: Math.min(perOrigin + 2, lane.length) }, () => worker(lane, next));
        }),
      );
    },
    close() {
      closed = true;
      return outcomes.map(
        (it) => it ?? { kind: 'not-sent', why: 'cancelled', message: 'The run was cancelled before.' },
      );
    },
  };
}

/** Most cells are never looked at: their refusals are explained when somebody does. */
function answeredCell({ exchange, secrets, tests }: Answered, { explain }: MatrixOptions): CellOutcome {
  let known: { readonly report: ReturnType<NonNullable<MatrixOptions['explain']>> } | undefined;
  const report = () => {
    known ??= { report: explain?.(exchange, secrets ?? []) };
    return known.report;
  };
  return {
    kind: 'answered',
    status: exchange.response.status,
    ms: Math.round(exchange.timings?.total ?? 0),
    exchange,
    ...(tests ? { tests } : {}),
    get report() {
      return report();
    },
    get cause() {
      return report()?.findings[0]?.id;
    },
  };
}
