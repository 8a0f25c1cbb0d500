import type { Cause, Found, RuledOut } from './cause.ts';
import type { CauseId } from './causeIds.ts';
import { certainties } from './certainty.ts';
import type { Facts } from './facts.ts';
import { asGuarded } from './guards/asGuarded.ts';
import { asLogged } from './logs/asLogged.ts';
import { asOwnRuleSays, ownLead } from './ownSign.ts';
import { asExcluded, asProven, withExperiments } from './prove/asProven.ts';
import { plain } from './text.ts';
import { saidIn, saysNothing } from './verdict.ts';

export interface Finding {
  readonly cause: Cause;
  readonly found: Found;
}

export interface Diagnosis {
  readonly facts: Facts;
  /** Ranked, best first. Never empty for a refusal when `causes` holds `unknown`. */
  readonly findings: readonly Finding[];
  readonly ruledOut: readonly { readonly cause: Cause; readonly ruledOut: RuledOut }[];
  /** Rules that threw: a bug, logged by the shells, failed by the tests. */
  readonly broken: readonly { readonly cause: Cause; readonly error: unknown }[];
}

/** Lets every cause weigh the facts. A rule that throws is set aside; the others still speak. */
export function diagnose(facts: Facts, causes: readonly Cause[]): Diagnosis {
  const findings: Finding[] = [];
  const ruledOut: { cause: Cause; ruledOut: RuledOut }[] = [];
  const broken: { cause: Cause; error: unknown }[] = [];
  for (const cause of causes) {
    // Anything that is found stands before ignorance.
    if (cause.id === 'unknown' && findings.some((it) => !it.cause.fallback)) continue;
    try {
      const verdict = asExcluded(facts, cause, asOwnRuleSays(facts, cause, cause.weigh(facts)));
      if (verdict?.kind === 'found') findings.push({ cause, found: verdict });
      if (verdict?.kind === 'ruled-out') ruledOut.push({ cause, ruledOut: verdict });
    } catch (error) {
      broken.push({ cause, error });
    }
  }
  const guarded = asGuarded(facts, findings, causes);
  const logged = asLogged(facts, guarded.findings, causes);
  const known = asProven(facts, logged.findings, causes);
  const ranked = rank(known, ownLead(facts)?.cause, logged.lead, guarded.lead);
  const shown = ranked.map((it, i) => (i === 0 ? { ...it, found: withExperiments(facts, it) } : it));
  // What was shown to be the reason by one experiment is not excluded by another.
  const out = [...ruledOut, ...logged.ruledOut].filter((it) => !known.some((one) => one.cause === it.cause));
  return { facts, findings: shown.map((it) => ({ ...it, found: withAnswer(facts, it.found) })), ruledOut: out, broken };
}

/** What else the answer says belongs to the picture, whatever is concluded: at most three codes or sentences not quoted yet. */
function withAnswer(facts: Facts, found: Found): Found {
  const quoted = found.evidence.map((it) => plain(it.shows)).join('\n');
  const rest = facts.statements
    .filter(
      (it) =>
        (it.kind === 'page' || it.name === 'text' ? it.value.length <= 400 : true) &&
        it.name !== 'title' &&
        !quoted.includes(it.value.slice(0, 200)) &&
        !saysNothing(it),
    )
    .slice(0, 3)
    .map((it) => ({ at: it.at, shows: saidIn(it) }));
  return rest.length === 0 ? found : { ...found, evidence: [...found.evidence, ...rest] };
}

/**
 * By certainty; then what the server's log tells, what a rule of one's own states, what the application's code shows, and
 * in the order of the list. What
 * names ignorance only gives way to anything as certain.
 */
function rank(
  findings: readonly Finding[],
  own: CauseId | undefined,
  logged: CauseId | undefined,
  guarded: CauseId | undefined,
): readonly Finding[] {
  const lead = ({ cause: { id } }: Finding) => (id === logged ? 0.7 : id === own ? 0.5 : id === guarded ? 0.3 : 0);
  const strength = (it: Finding) => certainties.indexOf(it.found.certainty) - lead(it);
  const kept = findings.filter(
    (it) => !it.cause.fallback || !findings.some((other) => !other.cause.fallback && strength(other) <= strength(it)),
  );
  return kept.toSorted((a, b) => strength(a) - strength(b));
}
