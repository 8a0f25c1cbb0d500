import type { SendSettings } from '../../send/outcome.ts';

/** What reading logs needs of the shell. */
export interface LogsHost {
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /** How to reach servers of logs; without it these are not asked. */
  readonly settings?: SendSettings;
  /** Folders that are worked in: where no source is given, logs in them count. */
  readonly folders: readonly string[];
  /** What `-` stands for. */
  readonly stdin?: Uint8Array;
  /** Line numbers are wanted however long a file is. */
  readonly countAll?: boolean;
  /** Logs that were read, of how many. */
  progress?(done: number, total: number): void;
}
