import type { Cause, Found, Verdict } from './cause.ts';
import type { SignReading } from './facts/sign.ts';
import type { Facts } from './facts.ts';
import { prose, text, words } from './text.ts';
import { advice, found, saidFor } from './verdict.ts';

/** The rule of one's own that is the answer; undefined where none states one. */
export function ownLead(facts: Facts): SignReading | undefined {
  const lead = facts.signs[0];
  return lead?.server?.from !== undefined && lead.certainty === 'stated' ? lead : undefined;
}

/**
 * A cause as a rule of one's own has it: found where it would be silent, and in the rule's words where it has some.
 * What arithmetic proves is left as it is.
 */
export function asOwnRuleSays(facts: Facts, cause: Cause, verdict: Verdict | undefined): Verdict | undefined {
  const lead = ownLead(facts);
  if (lead?.cause !== cause.id) return verdict;
  const known = verdict?.kind === 'found' ? verdict : foundByRule(facts, cause, lead);
  if (!known || known.certainty === 'proven') return known;
  const { shows } = lead.sign;
  const summary = shows === undefined ? known.summary : text`${prose(shows.replace(/[.\s]{1,20}$/, ''))}.`;
  return { ...known, summary, certainty: cause.fallback ? known.certainty : lead.certainty };
}

function foundByRule(facts: Facts, cause: Cause, lead: SignReading): Found | undefined {
  const said = saidFor(facts, cause.id);
  if (!said) return undefined;
  const fixes =
    said.fixes.length === 0
      ? [advice(text`Ask those who wrote the rule in ${lead.server?.from ?? ''} what helps`)]
      : said.fixes;
  return found(said.certainty, words(`${cause.title}.`), said.evidence, fixes, said.source);
}
