import type { PlaceLabel } from '../sidebar/serverProtocol.ts';
import type { EvidenceChoice } from './contributions.ts';
import type { HistoryEntry } from './history.ts';
import { filePlace } from './sidebar/evidenceView.ts';

export interface EvidenceLink {
  readonly label: PlaceLabel;
  readonly choice: EvidenceChoice;
}

/** The evidence of the best finding that stands in files. */
export function evidenceLinks({ report, ref }: Pick<HistoryEntry, 'report' | 'ref'>): readonly EvidenceLink[] {
  return (report?.findings[0]?.evidence ?? []).flatMap(({ place }, evidence) => {
    const label = filePlace(place);
    return label ? [{ label, choice: { finding: 0, evidence, ...(ref ? { ref } : {}) } }] : [];
  });
}
