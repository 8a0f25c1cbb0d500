import type { CauseId } from '../causeIds.ts';
import type { Report } from '../report.ts';

const mended: ReadonlySet<CauseId> = new Set<CauseId>(['token-expired', 'token-revoked', 'token-invalid']);

/** Whether a client of one's own that renews its token would have been spared this refusal. */
export function canBeRenewed({ findings }: Pick<Report, 'findings'>): boolean {
  return findings[0] !== undefined && mended.has(findings[0].id);
}
