import { resolve } from 'node:path';
import type { LineFormat } from '../../core/logs/formats/format.ts';

/** A log on this computer, and how its lines are written where a configuration says so. */
export interface FoundLog {
  readonly path: string;
  readonly formats: readonly LineFormat[];
}

/** What was looked for, and what of it cannot be read. */
export interface FoundLogs {
  readonly logs: readonly FoundLog[];
  /** Whole sentences. */
  readonly problems: readonly string[];
}

/** Several findings as one, each file once, with all the formats that were told for it. */
export function joinFound(found: readonly FoundLogs[]): FoundLogs {
  const byPath = new Map<string, FoundLog>();
  for (const { path, formats } of found.flatMap((it) => it.logs)) {
    // As it was written first: one log may be found by two spellings of its path.
    const key = resolve(path);
    const before = byPath.get(key);
    byPath.set(key, { path: before?.path ?? path, formats: [...(before?.formats ?? []), ...formats] });
  }
  return { logs: [...byPath.values()], problems: [...new Set(found.flatMap((it) => it.problems))] };
}
