import type { ReportedEvidence } from '../report.ts';

/** Who reads wants the proof, not the file: the first pieces of evidence say most. */
const most = 5;

/** The evidence as it is printed for people: the best pieces, and no bytes twice. */
export function worthPrinting(evidence: readonly ReportedEvidence[]): readonly ReportedEvidence[] {
  const quoted = new Set<string>();
  return evidence.slice(0, most).map((it) => {
    if (it.quote === undefined || !quoted.has(it.quote)) {
      quoted.add(it.quote ?? '');
      return it;
    }
    return { place: it.place, at: it.at, shows: it.shows };
  });
}
