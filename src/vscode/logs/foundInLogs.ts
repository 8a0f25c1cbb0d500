import type { ServerLine } from '../../core/logs/join/serverLine.ts';
import type { LogReasons } from '../../core/logs/logReason.ts';

/** What server logs hold of one refusal. */
export interface FoundInLogs {
  /** The surest of each kind first. */
  readonly lines: readonly ServerLine[];
  readonly reasons?: LogReasons;
  /** Logs that were looked into: paths, programs, addresses. */
  readonly looked: readonly string[];
  /** What could not be read, and what would help: whole sentences. */
  readonly problems: readonly string[];
}
