import type { ExitCode } from './command.ts';
import type { Io } from './io.ts';

/** Says on standard error what a command could not do. */
export function complain(message: string, io: Io): ExitCode {
  io.err(`why401: ${message}\n`);
  return 2;
}
