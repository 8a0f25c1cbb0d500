import { resolve } from 'node:path';
import type { LineFormat } from '../../core/logs/formats/format.ts';
import type { Site } from '../../core/logs/site.ts';

/** A log on this computer, and how its lines are written where a configuration says so. */
export interface FoundLog {
  readonly path: string;
  readonly formats: readonly LineFormat[];
  /** The sites that write it; absent where others may as well. */
  readonly sites?: readonly Site[];
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
  for (const { path, formats, sites } of found.flatMap((it) => it.logs)) {
    // As it was written first: one log may be found by two spellings of its path.
    const key = resolve(path);
    const before = byPath.get(key);
    const known = sites && (!before || before.sites) ? { sites: [...(before?.sites ?? []), ...sites] } : {};
    byPath.set(key, { path: before?.path ?? path, formats: [...(before?.formats ?? []), ...formats], ...known });
  }
  return { logs: [...byPath.values()], problems: [...new Set(found.flatMap((it) => it.problems))] };
}
