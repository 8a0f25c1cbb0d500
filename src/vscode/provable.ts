import type { HistoryEntry } from './history.ts';

/** Whether something may be learned by sending the request of an outcome again: it was refused, and why is not proven. */
export function isProvable({ outcome, report, ref, failedFirst, proof }: HistoryEntry): boolean {
  const best = report?.findings[0];
  if (!best || best.certainty === 'proven' || proof || failedFirst !== undefined || !ref) return false;
  return outcome.kind === 'answered' && outcome.sent !== undefined;
}
