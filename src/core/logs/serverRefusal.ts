import type { CauseId } from '../causeIds.ts';
import type { ReasonOf } from './join/errorLines.ts';
import { inOrder, linesForWanted } from './join/linesFor.ts';
import type { ServerLine } from './join/serverLine.ts';
import type { Wanted } from './join/wanted.ts';
import { hostOf } from './join/wanted.ts';
import { known } from './known.ts';
import type { LogReason } from './logReason.ts';
import type { LogRecord } from './logRecord.ts';

/** A refusal as a server's logs tell it. */
export interface ServerRefusal {
  /** The access line; where the logs have none, the line that gives the reason. */
  readonly record: LogRecord;
  readonly reason?: LogReason;
  readonly cause: CauseId;
  /** What else was written about it. */
  readonly lines: readonly ServerLine[];
}

/** What a list of records says why: `reasonOfAll` of a record list, the best one. */
export type BestReason = (records: readonly LogRecord[]) => LogReason | undefined;

/**
 * The refusals among records of logs, oldest first: answers of 401, 403, 407 and 419 with what was said about them, and
 * where no log of requests is among them, what an error log says of refusing.
 */
export function refusalsIn(
  records: readonly LogRecord[],
  reasonOf: ReasonOf,
  bestOf: BestReason,
): readonly ServerRefusal[] {
  const answers = records.filter((it) => it.kind === 'access');
  const said = records.filter((it) => it.kind !== 'access').toSorted(byTime);
  const refused = withoutTwins(answers.filter(isRefused)).toSorted(byTime);
  if (answers.length === 0) {
    return said.flatMap((record) => {
      const reason = reasonOf(record);
      const refuses = reason !== undefined && (record.status === undefined || isRefused(record));
      return refuses ? [{ record, reason, cause: reason.cause, lines: [] }] : [];
    });
  }
  return refused.map((record) => {
    const around = record.at === undefined ? [] : between(said, record.at - nearMs, record.at + nearMs);
    const lines = inOrder(linesForWanted(wantedOfRecord(record), [record, ...around], reasonOf)).filter(
      (it) => it.record !== record,
    );
    const reason = bestOf([record, ...lines.map((it) => it.record)]);
    return { record, cause: reason?.cause ?? 'unknown', lines, ...(reason ? { reason } : {}) };
  });
}

/** What is the same of one request in each log that it stands in. Equal requests of one second share it. */
export function requestKey({ at = 0, status, method, target, address }: LogRecord): string {
  return `${Math.floor(at / 1000)} ${status} ${method} ${target} ${address}`;
}

/** One request may stand in several logs of a server: what another file has of the same second and request is not counted again. */
function withoutTwins(refused: readonly LogRecord[]): readonly LogRecord[] {
  const files = new Map<string, LogRecord[]>();
  for (const it of refused) {
    const own = files.get(it.file);
    if (own) own.push(it);
    else files.set(it.file, [it]);
  }
  const most = new Map<string, number>();
  const kept: LogRecord[] = [];
  for (const records of [...files.values()].toSorted((a, b) => b.length - a.length)) {
    const counts = new Map<string, number>();
    for (const it of records) {
      const key = requestKey(it);
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if ((most.get(key) ?? 0) < count) kept.push(it);
    }
    for (const [key, count] of counts) most.set(key, Math.max(count, most.get(key) ?? 0));
  }
  return kept;
}

const nearMs = 10_000;

export function isRefused({ status }: LogRecord): boolean {
  return status === 401 || status === 403 || status === 407 || status === 419;
}

function byTime(a: LogRecord, b: LogRecord): number {
  return (a.at ?? 0) - (b.at ?? 0) || a.offset - b.offset;
}

/** What a line tells of its exchange, so that others can be found. A request takes a second, unless it is known better. */
function wantedOfRecord({ method, target, host, status, at, step = 1000, requestIds = [], user }: LogRecord): Wanted {
  return known<Wanted>({
    method: method ?? '',
    target,
    host: host === undefined ? undefined : hostOf(host),
    status: status ?? 0,
    from: at === undefined ? undefined : at - 1000,
    to: at === undefined ? undefined : at + step,
    slack: 1_000,
    skew: 0,
    claimed: [],
    ids: requestIds.filter((it) => 8 <= it.length),
    user,
  });
}

/** Those of a sorted list that lie in a time. */
function between(sorted: readonly LogRecord[], from: number, to: number): readonly LogRecord[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const found: LogRecord[] = [];
  for (let i = low; i < sorted.length && found.length < 300; i++) {
    const it = sorted[i];
    if (!it || to < (it.at ?? 0)) break;
    found.push(it);
  }
  return found;
}
