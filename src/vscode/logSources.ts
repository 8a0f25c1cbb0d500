import type { HistoryEntry } from './history.ts';
export function asksOf(_: HistoryEntry): readonly string[] {
  return [];
}
