import type { LogRecord } from '../logRecord.ts';
import { sameTarget } from './sameTarget.ts';
import { isTimely, offMoment } from './timeFit.ts';
import type { Wanted } from './wanted.ts';

/** The records that an application wrote about one request, by an id that it gave to the request itself. */
export interface IdGroup {
  readonly id: string;
  readonly records: readonly LogRecord[];
}

/** An id that more lines of such a short time share is one of a user or a process. */
const mostLines = 200;

/**
 * The lines of one file that share an id (`reqId`, a tag, a trace id), where one of them names the request that is wanted and
 * none another: so the line that says why is found though it names nothing. Undefined where two requests fit.
 */
export function groupById(wanted: Wanted, records: readonly LogRecord[]): IdGroup | undefined {
  const groups = new Map<string, LogRecord[]>();
  for (const it of records) {
    if (it.kind === 'error' || !it.requestIds || !isTimely(it, wanted)) continue;
    for (const id of it.requestIds) {
      const key = `${it.file} ${id}`;
      const group = groups.get(key);
      if (group) group.push(it);
      else groups.set(key, [it]);
    }
  }
  let fitting = [...groups].filter(
    ([, group]) => 1 < group.length && group.length <= mostLines && isOfRequest(wanted, group),
  );
  for (const better of [hasStatus, isInMoment]) {
    const some = fitting.filter(([, group]) => group.some((it) => better(it, wanted)));
    if (0 < some.length) fitting = some;
  }
  const [first, second] = fitting;
  if (!first || (second && !isSame(first[1], second[1]))) return undefined;
  const [key, group] = first;
  return { id: key.slice(key.lastIndexOf(' ') + 1), records: group };
}

function isOfRequest(wanted: Wanted, group: readonly LogRecord[]): boolean {
  if (
    group.some(
      (it) =>
        (it.status !== undefined && it.status !== wanted.status) ||
        (it.method !== undefined && it.method !== wanted.method),
    )
  )
    return false;
  const alike = group.flatMap((it) =>
    it.target === undefined || wanted.target === undefined ? [] : [sameTarget(it.target, wanted.target)],
  );
  return alike.some((it) => 2 <= it) && !alike.includes(0);
}

function hasStatus({ status }: LogRecord, wanted: Wanted): boolean {
  return status === wanted.status;
}

function isInMoment(record: LogRecord, wanted: Wanted): boolean {
  return offMoment(record, wanted) === 0;
}

/** A request may have two ids, both in each of its lines. */
function isSame(a: readonly LogRecord[], b: readonly LogRecord[]): boolean {
  return a.some((it) => b.includes(it));
}
