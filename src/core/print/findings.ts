import { certainties } from '../certainty.ts';
import type { ReportedFinding } from '../report.ts';
import { plain, type Text } from '../text.ts';

/** More than three answers are none. */
const most = 3;

/** What is told in full, and what is only named: the rest, and what is far weaker than the best. */
export function byWeight(findings: readonly ReportedFinding[]): {
  readonly full: readonly ReportedFinding[];
  readonly brief: readonly ReportedFinding[];
} {
  const strength = (it: ReportedFinding) => certainties.indexOf(it.certainty);
  const best = findings[0] ? strength(findings[0]) : 0;
  const far = findings.findIndex((it) => best + 1 < strength(it));
  const cut = Math.min(most, far < 0 ? findings.length : far);
  return { full: findings.slice(0, cut), brief: findings.slice(cut) };
}

/** Whether the headline is the sentence itself, after a word of caution where one is due: then it is not said again. */
export function saysAll(headline: Text, summary: Text): boolean {
  return plain(headline).toLowerCase().endsWith(plain(summary).replace(/\.$/, '').toLowerCase());
}
