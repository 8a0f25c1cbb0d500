import type { RunHost, RunOutcome, RunTarget } from './run.ts';
import type { RunSession } from './session.ts';

export { createSession, type RunSession } from './session.ts';

/**
 * Runs one request: environment files, requests it refers to, variables, body files, then the network.
 * Never throws for what a file, a person or the network does; an outcome says it.
 */
export async function runRequest(
  _target: RunTarget,
  _session: RunSession,
  _host: RunHost,
  _signal: AbortSignal,
): Promise<RunOutcome> {
  return { kind: 'unsendable', problems: [{ message: 'Sending is being built.' }] };
}
