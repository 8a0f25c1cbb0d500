import type { LogSource } from '../../core/logs/config.ts';
import type { LogRecord } from '../../core/logs/logRecord.ts';
import { reasonOf, reasonOfAll } from '../../core/logs/reasonOf.ts';
import { isRefused, refusalsIn, type ServerRefusal } from '../../core/logs/serverRefusal.ts';
import { computerOffset } from '../../local/logs/computerClock.ts';
import { followLogs } from '../../local/logs/followLogs.ts';
import type { LogsHost } from './host.ts';
import { findPlaces } from './places.ts';
import { readPlaces } from './readPlaces.ts';

/** The refusals of a time, oldest first. */
export interface Refusals {
  readonly refusals: readonly ServerRefusal[];
  /** Answers of the same logs that were no refusals. */
  readonly answered: readonly LogRecord[];
  readonly problems: readonly string[];
  readonly looked: number;
  /** The logs hold more of that time than was read. */
  readonly cut: boolean;
}

/** Where no time is given, so much of the end of each log is read. */
const mostOfTheEnd = 16_000_000;
const mostSince = 512_000_000;

/** Reads the refusals since a time (milliseconds since the epoch), or those at the end of the logs. */
export async function readRefusals(
  sources: readonly LogSource[],
  since: number | undefined,
  host: LogsHost,
): Promise<Refusals> {
  const places = await findPlaces(sources, host.folders);
  const { records, problems, cut } = await readPlaces(
    places,
    {
      ...(since === undefined ? {} : { from: since }),
      clock: { offsetAt: computerOffset, now: host.now() },
      mostBytes: since === undefined ? mostOfTheEnd : mostSince,
    },
    host,
  );
  const timely = records.filter((it) => since === undefined || it.at === undefined || since <= it.at + (it.step ?? 0));
  return {
    refusals: refusalsIn(timely, reasonOf, bestOf),
    answered: timely.filter((it) => it.kind === 'access' && !isRefused(it)),
    problems: [...new Set([...places.problems, ...problems])],
    looked: places.logs.length + places.commands.length + places.remotes.length + places.stdin.length,
    cut,
  };
}

function bestOf(records: readonly LogRecord[]) {
  return reasonOfAll(records)?.best;
}

/** New refusals, and what could not be followed. */
export interface Following {
  readonly problems: readonly string[];
  /** How many files are followed. */
  readonly files: number;
  /** Batches of new refusals, each explained; ends with the signal. */
  readonly batches: AsyncGenerator<readonly ServerRefusal[]>;
}

/** Follows the logs: what is refused from now on. Programs and servers of logs are not followed. */
export async function followRefusals(sources: readonly LogSource[], host: LogsHost): Promise<Following> {
  const places = await findPlaces(sources, host.folders);
  const others = places.commands.length + places.remotes.length;
  const problems =
    others === 0
      ? places.problems
      : [...places.problems, 'Only files are followed; programs and servers of logs are read without --follow.'];
  return {
    problems,
    files: places.logs.length,
    batches: refusalsOf(followLogs(places.logs, () => ({ offsetAt: computerOffset, now: host.now() }), host.signal)),
  };
}

/** What an error log says is written before the access line: it lies in the same batch or in one before. */
async function* refusalsOf(batches: AsyncGenerator<readonly LogRecord[]>): AsyncGenerator<readonly ServerRefusal[]> {
  let recent: readonly LogRecord[] = [];
  const told = new Set<string>();
  for await (const batch of batches) {
    recent = [...recent, ...batch].slice(-2_000);
    const fresh = refusalsIn(recent, reasonOf, bestOf).filter((it) => !told.has(placeOf(it.record)));
    for (const it of fresh) told.add(placeOf(it.record));
    for (const it of told) {
      if (told.size <= 5_000) break;
      told.delete(it);
    }
    if (0 < fresh.length) yield fresh;
  }
}

function placeOf({ file, offset, at }: LogRecord): string {
  return `${file} ${offset} ${at}`;
}
