import type { LogSource } from '../../core/logs/config.ts';
import type { LogRecord } from '../../core/logs/logRecord.ts';
import { reasonOf, reasonOfAll } from '../../core/logs/reasonOf.ts';
import { fixedClock, type ServerClock } from '../../core/logs/serverClock.ts';
import { isRefused, refusalsIn, requestKey, type ServerRefusal } from '../../core/logs/serverRefusal.ts';
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
  /** Places that were read. */
  readonly looked: number;
  /** Places that could not be read. */
  readonly unread: number;
  /** The logs hold more of that time than was read. */
  readonly cut: boolean;
  /** Minutes east of UTC that times without a zone are of, where that is not this computer's. */
  readonly zone?: number;
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
  const read = (clock: ServerClock) =>
    readPlaces(
      places,
      {
        ...(since === undefined ? {} : { from: since }),
        clock,
        mostBytes: since === undefined ? mostOfTheEnd : mostSince,
      },
      host,
    );
  const first = await read({ offsetAt: computerOffset, now: host.now() });
  const zone = otherZone(first.records);
  const { records, problems, cut, unread } = zone === undefined ? first : await read(fixedClock(zone, host.now()));
  const timely = records.filter((it) => since === undefined || it.at === undefined || since <= it.at + (it.step ?? 0));
  return {
    refusals: refusalsIn(timely, reasonOf, bestOf),
    answered: timely.filter((it) => it.kind === 'access' && !isRefused(it)),
    problems: [...new Set([...places.problems, ...problems])],
    looked: places.logs.length + places.commands.length + places.remotes.length + places.stdin.length - unread,
    unread,
    cut,
    ...(zone === undefined ? {} : { zone }),
  };
}

/** The zone that the newest line of a request names, where this computer is in another: error logs are written in it, too. */
function otherZone(records: readonly LogRecord[]): number | undefined {
  const told = records.filter((it) => it.kind === 'access' && it.zone !== undefined && it.at !== undefined);
  const newest = told.reduce<LogRecord | undefined>((a, b) => (a && (b.at ?? 0) <= (a.at ?? 0) ? a : b), undefined);
  if (newest?.zone === undefined || newest.at === undefined) return undefined;
  return newest.zone === computerOffset(newest.at + newest.zone * 60_000) ? undefined : newest.zone;
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
export async function followRefusals(sources: readonly LogSource[], host: LogsHost, zone?: number): Promise<Following> {
  const places = await findPlaces(sources, host.folders);
  const clock = () =>
    zone === undefined ? { offsetAt: computerOffset, now: host.now() } : fixedClock(zone, host.now());
  const others = places.commands.length + places.remotes.length;
  const problems =
    others === 0
      ? places.problems
      : [...places.problems, 'Only files are followed; programs and servers of logs are read without --follow.'];
  return {
    problems,
    files: places.logs.length,
    batches: refusalsOf(followLogs(places.logs, clock, host.signal)),
  };
}

/** What an error log says is written before the access line: it lies in the same batch or in one before. */
async function* refusalsOf(batches: AsyncGenerator<readonly LogRecord[]>): AsyncGenerator<readonly ServerRefusal[]> {
  let recent: readonly LogRecord[] = [];
  const told = new Map<string, number>();
  for await (const batch of batches) {
    recent = [...recent, ...batch].slice(-2_000);
    const seen = new Map<string, number>();
    const fresh = refusalsIn(recent, reasonOf, bestOf).filter(({ record }) => {
      const key = requestKey(record);
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return (told.get(key) ?? 0) < count;
    });
    for (const [key, count] of seen) told.set(key, Math.max(count, told.get(key) ?? 0));
    for (const key of told.keys()) {
      if (told.size <= 5_000) break;
      told.delete(key);
    }
    if (0 < fresh.length) yield fresh;
  }
}
