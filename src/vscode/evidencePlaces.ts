import type { Place } from '../core/place.ts';
import type { App } from './app.ts';
import type { HistoryEntry } from './history.ts';

/** Opens a place in a log or in source code; false for places of the exchange itself. */
export async function openEvidencePlace(app: App, entry: HistoryEntry, place: Place): Promise<boolean> {
  if (place.in === 'log') {
    await (await import('./places/index.ts')).openLog(place);
    return true;
  }
  if (place.in !== 'source') return false;
  const folder = app.guards.matchOf(entry)?.folder;
  if (folder) await (await import('./places/index.ts')).openSource(folder, place);
  return true;
}
