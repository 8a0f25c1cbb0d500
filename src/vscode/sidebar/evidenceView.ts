import type { Place } from '../../core/place.ts';
import type { ReportedEvidence } from '../../core/report.ts';
import type { EvidenceView } from '../../sidebar/protocol.ts';
import type { PlaceLabel } from '../../sidebar/serverProtocol.ts';
import { logLabel, sourceLabel } from './placeLabel.ts';

/** A piece of evidence as the sidebar shows it: places in files by their short names. */
export function evidenceView(it: ReportedEvidence): EvidenceView {
  const label = filePlace(it.place);
  return label ? { ...it, at: label.short, whole: label.whole } : it;
}

/** Names a place in a log or in source code; undefined for places of the exchange itself. */
export function filePlace(place: Place): PlaceLabel | undefined {
  if (place.in === 'log') return logLabel(place.file, place.line);
  return place.in === 'source' ? sourceLabel(place.file, place.line) : undefined;
}
