import type { ServerLine } from '../../core/logs/join/serverLine.ts';
import type { LogReason } from '../../core/logs/logReason.ts';
import type { Text } from '../../core/text.ts';

/** What server logs hold of one refusal. */
export interface FoundInLogs {
  /** The surest of each kind first. */
  readonly lines: readonly FoundLine[];
  /** The reasons in them, the best first. */
  readonly reasons: readonly LogReason[];
  /** Where was looked. */
  readonly looked: readonly LookedAt[];
  /** What would help, where nothing was found or something could not be read. */
  readonly helps: readonly Text[];
}

export interface FoundLine extends ServerLine {
  /** What it means, where its words are known. */
  readonly reason?: LogReason;
}

export interface LookedAt {
  /** A path, or what was asked: `journalctl -u api`. */
  readonly file: string;
  /** `nothing of that minute`, `may not be read` */
  readonly says: string;
}
