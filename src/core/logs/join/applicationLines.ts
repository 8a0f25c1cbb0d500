import { text } from '../../text.ts';
import type { LogRecord } from '../logRecord.ts';
import type { ReasonOf } from './errorLines.ts';
import { fitsCredential } from './fitsCredential.ts';
import { groupById, type IdGroup } from './groupsById.ts';
import { holdsId } from './holdsId.ts';
import { mentions } from './mentions.ts';
import { isOtherRequest } from './otherRequest.ts';
import { sameTarget } from './sameTarget.ts';
import { type ServerLine, sureness } from './serverLine.ts';
import { distance, isTimely } from './timeFit.ts';
import { isOfAnotherAnswer, usualStatus } from './usualStatus.ts';
import type { Wanted } from './wanted.ts';

/**
 * What the code behind the server said about an exchange: by an id of the request, by the path that the line names, and at
 * last by the time alone where just one line of that moment speaks of refusing.
 */
export function applicationLines(
  wanted: Wanted,
  access: readonly ServerLine[],
  records: readonly LogRecord[],
  reasonOf: ReasonOf,
): readonly ServerLine[] {
  const ids = [...wanted.ids, ...access.flatMap((it) => it.record.requestIds ?? []).filter((it) => 8 <= it.length)];
  const found: ServerLine[] = [];
  const loose: LogRecord[] = [];
  const group = groupById(wanted, records);
  for (const record of records) {
    if (record.kind !== 'application') continue;
    const line = ofGroup(group, record) ?? link(wanted, ids, record);
    if (
      line &&
      line !== 'loose' &&
      line.sure !== 'certain' &&
      isOfAnotherAnswer(wanted, record, reasonOf(record), records)
    )
      continue;
    if (isBesideGroup(group, record) && line !== undefined && line !== 'loose' && line.sure !== 'certain') continue;
    if (line && line !== 'loose' && line.sure !== 'certain' && !fitsCredential(wanted, reasonOf(record))) continue;
    if (line === 'loose') {
      if (1_000 < (distance(record, wanted) ?? 0)) continue;
      const reason = reasonOf(record);
      if (isOfAnotherAnswer(wanted, record, reason, records)) continue;
      if ((reason && fitsCredential(wanted, reason)) || (!reason && refuses(record))) loose.push(record);
    } else if (line && (line.sure !== 'likely' || tells(record, reasonOf))) found.push(line);
  }
  if (found.length === 0) return onlyOne(loose);
  // Of lines that fit alike, rather one whose reason goes with the answer: nobody who is known was told to sign in.
  const suits = (it: ServerLine) => (usualStatus(reasonOf(it.record)) === wanted.status ? 1 : 0);
  found.sort(
    (a, b) =>
      sureness.indexOf(b.sure) - sureness.indexOf(a.sure) ||
      suits(b) - suits(a) ||
      weight(b.record, reasonOf) - weight(a.record, reasonOf) ||
      (distance(a.record, wanted) ?? 0) - (distance(b.record, wanted) ?? 0),
  );
  const [top] = found;
  return top ? found.filter((it) => it.sure === top.sure && (it === top || 2 <= weight(it.record, reasonOf))) : [];
}

function ofGroup(group: IdGroup | undefined, record: LogRecord): ServerLine | undefined {
  return group?.records.includes(record)
    ? { record, sure: 'likely', why: text`it shares the id ${group.id} with the line that names the request` }
    : undefined;
}

/** A line of the same log with an id of another request. */
function isBesideGroup(group: IdGroup | undefined, record: LogRecord): boolean {
  if (!group || !record.requestIds || group.records.includes(record)) return false;
  return group.records.some((it) => it.file === record.file);
}

function tells(record: LogRecord, reasonOf: ReasonOf): boolean {
  return 0 < weight(record, reasonOf);
}

function weight(record: LogRecord, reasonOf: ReasonOf): number {
  const reason = reasonOf(record);
  return (
    (reason ? (reason.certainty === 'stated' ? 8 : 6) - (reason.yields ? 3 : 0) : 0) +
    (refuses(record) ? 2 : 0) +
    (isLoud(record) ? 1 : 0)
  );
}

function link(wanted: Wanted, ids: readonly string[], record: LogRecord): ServerLine | 'loose' | undefined {
  const byId = holdsId(record, ids);
  if (byId !== undefined) return { record, sure: 'certain', why: text`the request id ${byId} stands in it` };
  if (!isTimely(record, wanted) || isOtherRequest(record.requestIds, ids)) return undefined;
  if (record.status !== undefined && record.status !== wanted.status) return undefined;
  if (record.method !== undefined && record.method !== wanted.method) return undefined;
  if (record.target !== undefined && wanted.target !== undefined)
    return 2 <= sameTarget(record.target, wanted.target)
      ? { record, sure: 'likely', why: text`it names ${record.target} at that time` }
      : undefined;
  const mentioned = mentions(firstLine(record.message ?? ''), wanted);
  if (mentioned === 'another') return undefined;
  if (mentioned === 'this' && wanted.target !== undefined && 2 < wanted.target.length)
    return { record, sure: 'likely', why: text`it is about the same path or user at that time` };
  return 'loose';
}

/** A stack trace names many paths, none of them a request's. */
function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? '';
}

function onlyOne(loose: readonly LogRecord[]): readonly ServerLine[] {
  const messages = new Set(loose.map((it) => firstLine(it.message ?? '')));
  const last = loose.at(-1);
  if (messages.size !== 1 || !last) return [];
  return [
    { record: last, sure: 'possible', why: text`it was written at that time, and nothing else that refuses was` },
  ];
}

function refuses({ message, level }: LogRecord): boolean {
  if (message === undefined || (level !== undefined && /^(?:debug|trace)/.test(level))) return false;
  return refusing.test(firstLine(message).slice(0, 1_000));
}

const refusing =
  /unauth|forbidden|\bden(?:ied|y|ies)\b|not (?:allowed|authorized|permitted)|permission|expired|invalid (?:token|signature|credential|password|api)|credential|csrf|xsrf|log(?:ged)? ?in|jwt|bearer|\b40[13]\b|\b419\b|access is|rejected|blocked|throttl|signature|scope|not logged|bad token/i;

function isLoud({ level }: LogRecord): boolean {
  return level !== undefined && /^(?:warn|err|crit|alert|emerg|fatal|severe)/.test(level);
}
