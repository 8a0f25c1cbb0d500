import type { CauseId } from '../../causeIds.ts';
import type { LogReason } from '../logReason.ts';
import type { LogRecord } from '../logRecord.ts';
import { mentions } from './mentions.ts';
import { sameTarget } from './sameTarget.ts';
import { isTimely, mayMeet } from './timeFit.ts';
import type { Wanted } from './wanted.ts';

/** The status that is answered for a reason, unless an error page changes it; undefined where several are usual. */
export function usualStatus(reason: LogReason | undefined): number | undefined {
  if (!reason) return undefined;
  const { cause, record } = reason;
  if (cause === 'client-certificate-required') return record.by === 'nginx' ? 400 : 403;
  // Apache answers 401 to a user who is known and may not.
  return statuses.get(cause) ?? (record.kind === 'application' ? ofApplications.get(cause) : undefined);
}

/** Whether a reason goes with another status, and an answer of that status to the same request is in a log of requests. */
export function isOfAnotherAnswer(
  wanted: Wanted,
  record: LogRecord,
  reason: LogReason | undefined,
  records: readonly LogRecord[],
): boolean {
  const status = usualStatus(reason);
  if (status === undefined || status === wanted.status) return false;
  const target = record.target ?? (record.kind === 'application' ? wanted.target : undefined);
  return records.some(
    (it) =>
      it.kind === 'access' &&
      it.status === status &&
      (record.address === undefined || it.address === record.address || record.kind === 'application') &&
      (target === undefined
        ? mentions(record.message ?? '', { ...wanted, target: it.target ?? '', user: it.user ?? '' }) !== 'another'
        : it.target !== undefined && 2 <= sameTarget(it.target, target)) &&
      isTimely(it, wanted) &&
      mayMeet(it, record, wanted),
  );
}

const statuses: ReadonlyMap<CauseId, number> = new Map<CauseId, number>([
  ['credentials-missing', 401],
  ['password-wrong', 401],
  ['policy-denied', 403],
  ['network-blocked', 403],
  ['upstream-auth-failed', 500],
]);

const ofApplications: ReadonlyMap<CauseId, number> = new Map<CauseId, number>([
  ['role-missing', 403],
  ['scope-missing', 403],
  ['not-owner', 403],
]);
