import { maskSecretsIn } from '../core/redact.ts';
import type { HistoryEntry } from './history.ts';
import { verdict } from './verdict.ts';

/** What the log keeps of a request: as it is written, references unresolved, and what came of it. No secret. */
export function logLine(entry: HistoryEntry): string {
  return maskSecretsIn(`${entry.label}: ${verdict(entry)}`);
}
