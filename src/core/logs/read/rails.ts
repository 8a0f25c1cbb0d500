import { known } from '../known.ts';
import type { LogFields } from '../logRecord.ts';
import { readTimeAt } from '../logTime.ts';
import { idsIn } from '../requestIds.ts';
import { fixedClock, type ServerClock } from '../serverClock.ts';

/**
 * A line of Rails' log, behind its tags: `Started GET "/a" for 127.0.0.1 at 2026-11-27 10:00:00 +0000`, `Completed 401 …`,
 * and whatever else is tagged with an id of the request.
 */
export function readRails(line: string, clock: ServerClock = fixedClock(0, 0)): LogFields | undefined {
  const tags = /^(?:\[[\w.:@-]{1,80}\] ){0,4}/.exec(line)?.[0] ?? '';
  const rest = line.slice(tags.length);
  const ids = idsIn(tags);
  const requestIds = ids.length === 0 ? undefined : ids;
  const started = /^Started ([A-Z]{3,10}) "([^"]{1,4000})" for (\S{2,60}) at /.exec(rest);
  if (started) {
    const time = readTimeAt(rest, started[0].length, clock);
    return known<LogFields>({
      ...{ kind: 'application' as const, by: 'rails', at: time?.at, step: time?.step, zone: time?.zone },
      ...{ method: started[1], target: started[2], address: started[3], message: '', requestIds },
    });
  }
  const completed = /^Completed (\d{3}) /.exec(rest);
  if (completed)
    return known<LogFields>({
      kind: 'application',
      by: 'rails',
      status: Number(completed[1]),
      message: rest,
      requestIds,
    });
  if (requestIds !== undefined)
    return known<LogFields>({ kind: 'application', by: 'rails', message: rest, requestIds });
  return undefined;
}
