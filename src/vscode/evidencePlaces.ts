import type { Place } from '../core/place.ts';
import type { App } from './app.ts';
import type { HistoryEntry } from './history.ts';
export async function openEvidencePlace(_: App, _e: HistoryEntry, _p: Place): Promise<boolean> {
  return false;
}
