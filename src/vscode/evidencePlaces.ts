import type { Place } from '../core/place.ts';
import type { App } from './app.ts';
import { commands } from './contributions.ts';
import type { HistoryEntry } from './history.ts';

/** Opens a place in a log or in source code; false for places of the exchange itself. */
export async function openEvidencePlace(_app: App, _entry: HistoryEntry, place: Place): Promise<boolean> {
  if (place.in !== 'log') return false;
  await (await import('./places/index.ts')).openLog(place);
  return true;
}

export interface EvidenceLink {
  /** `error.log:14` */
  readonly label: string;
  /** What the link runs. */
  readonly command: typeof commands.openEvidence;
  readonly choice: { readonly finding: number; readonly evidence: number };
}

/** The pieces of evidence of the best finding that stand in files. */
export function evidenceLinks({ report }: Pick<HistoryEntry, 'report'>): readonly EvidenceLink[] {
  const found = report?.findings[0]?.evidence ?? [];
  return found.flatMap(({ place, at }, evidence) =>
    inFile(place) ? [{ label: at, command: commands.openEvidence, choice: { finding: 0, evidence } }] : [],
  );
}

function inFile(place: Place): boolean {
  return place.in === 'log';
}
