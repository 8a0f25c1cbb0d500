import type { Io } from './io.ts';

/** 0 fine · 1 refused, or an expectation failed · 2 wrong usage or unreadable input · 3 no answer from the network. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface Command {
  /** What `why401 NAME --help` prints. */
  readonly help: string;
  run(args: readonly string[], io: Io): Promise<ExitCode>;
}

/** The code of several results: what could not be read or sent tells most, then no answer, then a refusal. */
export function worst(codes: readonly ExitCode[]): ExitCode {
  return ([2, 3, 1] as const).find((it) => codes.includes(it)) ?? 0;
}
