import { type Certainty, certainties } from '../certainty.ts';

/** More than three answers are none. */
const most = 3;

/** What is told in full, and what is only named: the rest, and what is far weaker than the best. */
export function byWeight<Finding extends { readonly certainty: Certainty }>(
  findings: readonly Finding[],
): { readonly full: readonly Finding[]; readonly brief: readonly Finding[] } {
  const strength = (it: Finding) => certainties.indexOf(it.certainty);
  const best = findings[0] ? strength(findings[0]) : 0;
  const far = findings.findIndex((it) => best + 1 < strength(it));
  const cut = Math.min(most, far < 0 ? findings.length : far);
  return { full: findings.slice(0, cut), brief: findings.slice(cut) };
}
