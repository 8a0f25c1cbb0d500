import type { Io } from './io.ts';

/** A line on standard error that tells how far it is: only where it can be written over. */
export interface Progress {
  show(done: number, total: number): void;
  /** Takes the line away. */
  end(): void;
}

/** More often than that nobody sees. */
const everyMs = 100;

export function createProgress(io: Io): Progress {
  let last: number | undefined;
  return {
    show(done, total) {
      const now = io.now();
      if (!io.showsProgress || (last !== undefined && now - last < everyMs && done < total)) return;
      last = now;
      io.err(`\r${done} of ${total}\u001b[K`);
    },
    end() {
      if (last !== undefined) io.err('\r\u001b[K');
    },
  };
}
