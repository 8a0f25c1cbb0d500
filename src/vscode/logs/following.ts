import type { LogRecord } from '../../core/logs/logRecord.ts';
import type { ServerRefusal } from '../../core/logs/serverRefusal.ts';
import { leadsToOtherComputer } from '../../local/logs/otherComputer.ts';
import type { LogsHost } from '../../run/logs/host.ts';
import { findPlaces } from '../../run/logs/places.ts';
import { followRefusals, readRefusals } from '../../run/logs/refusals.ts';
import type { FollowedRefusal } from './followState.ts';
import type { ConfiguredLogs } from './sources.ts';

/** The refusals of the last hour and those that come, as far as memory may grow. */
export interface Following {
  readonly logs: readonly string[];
  readonly problems: readonly string[];
  readonly refusals: readonly FollowedRefusal[];
  readonly answered: readonly LogRecord[];
  clear(): void;
}

/** A burst of more keeps only the newest. */
const mostKept = 5000;
const mostAnswered = 5000;
const hour = 3_600_000;

/** Reads the last hour, then follows until `host.signal` ends it. `changed` is called when something came. */
export function startFollowing(
  { sources, problems: misread, folders }: ConfiguredLogs,
  host: Pick<LogsHost, 'signal' | 'now'>,
  changed: () => void,
): { readonly following: Following; readonly ended: Promise<void> } {
  const files = sources.filter((it) => it.kind === 'path' && !leadsToOtherComputer(it.path));
  const others =
    files.length === sources.length
      ? []
      : ['Only files of this computer are followed: programs and servers of logs are not asked.'];
  const own = { ...host, folders };
  let logs: readonly string[] = [];
  let problems: readonly string[] = misread;
  let refusals: readonly FollowedRefusal[] = [];
  let answered: readonly LogRecord[] = [];
  let count = 0;

  function took(fresh: readonly ServerRefusal[]): void {
    const oldest = host.now() - hour;
    const kept = refusals.filter((it) => oldest <= (it.refusal.record.at ?? oldest));
    refusals = [...kept, ...fresh.map((refusal) => ({ key: String(count++), refusal }))].slice(-mostKept);
    changed();
  }

  async function run(): Promise<void> {
    logs = (await findPlaces(files, folders)).logs.map((it) => it.path);
    // First followed, then read: what comes in between stands in both, and is told once.
    const { batches, problems: unfollowed } = await followRefusals(files, own);
    const first = batches.next();
    const before = await readRefusals(files, host.now() - hour, own);
    problems = [...new Set([...misread, ...others, ...before.problems, ...unfollowed])];
    answered = before.answered.slice(-mostAnswered);
    const told = new Set(before.refusals.map(placeOf));
    took(before.refusals);
    for (let batch = await first; !batch.done; batch = await batches.next())
      took(batch.value.filter((it) => !told.has(placeOf(it))));
  }

  return {
    following: {
      get logs() {
        return logs;
      },
      get problems() {
        return problems;
      },
      get refusals() {
        return refusals;
      },
      get answered() {
        return answered;
      },
      clear() {
        refusals = [];
        answered = [];
      },
    },
    ended: run(),
  };
}

function placeOf({ record: { file, offset, at } }: ServerRefusal): string {
  return `${file} ${offset} ${at}`;
}
