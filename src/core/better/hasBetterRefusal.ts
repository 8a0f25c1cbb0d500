import type { Report } from '../report.ts';

/** Whether there is a better refusal to write: what an API ought to say of a cause that is not known, is not known. */
export function hasBetterRefusal({ findings }: Pick<Report, 'findings'>): boolean {
  return findings[0] !== undefined && findings[0].id !== 'unknown';
}
