import type { App } from '../app.ts';
import type { HistoryEntry } from '../history.ts';
import type { FoundInLogs } from './foundInLogs.ts';
export async function lookInLogs(_e: HistoryEntry, _o: object): Promise<FoundInLogs | undefined> {
  return undefined;
}
export function openFollow(_: App): void {}
