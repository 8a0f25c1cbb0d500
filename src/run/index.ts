import type { Environments } from '../core/variables/environments.ts';
import { unknownChoice } from '../core/variables/unknownChoice.ts';
import { readEnvironments } from '../local/envFiles.ts';
import type { RunMemory } from './memory.ts';
import type { RunHost, RunOutcome, RunTarget } from './run.ts';
import { type RunShared, runOne } from './runOne.ts';

export { createMemory, type RunMemory } from './memory.ts';

const batches = new WeakMap<object, RunShared>();

/**
 * Runs one request: environment files, requests it refers to, variables, body files, then the network.
 * Never throws for what a file, a person or the network does; an outcome says it.
 */
export async function runRequest(
  target: RunTarget,
  memory: RunMemory,
  host: RunHost,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const refused = target.file.problems.filter((it) => it.refuses);
  if (refused.length) return { kind: 'unsendable', problems: refused.map(({ message, span }) => ({ message, span })) };
  if (signal.aborted) return { kind: 'cancelled' };
  const shared = sharedBy(target.batch);
  const reading = shared.environments.get(target.path) ?? read(target, host);
  shared.environments.set(target.path, reading);
  const environments = await reading;
  const broken = environments.problems
    .filter((it) => it.severity === 'error')
    .map(({ file, line, column, message }) => ({ message: `${message} (${file}:${line}:${column})` }));
  const unknown = unknownChoice(environments, target);
  if (unknown !== undefined)
    return {
      kind: 'unsendable',
      problems: [{ message: `${unknown.what}, so nothing was sent. ${unknown.known}` }, ...broken],
    };
  const state = memory.state(target.environment, target.user);
  const outcome = await runOne(target.request, [], { target, environments, state, host, signal, shared, ranFirst: [] });
  // A variable may have no value because its file could not be read.
  const lacks = outcome.kind === 'unsendable' && outcome.problems.some((it) => it.variable);
  return lacks ? { ...outcome, problems: [...outcome.problems, ...broken] } : outcome;
}

function read(target: RunTarget, host: RunHost): Promise<Environments> {
  return readEnvironments(target.path, {
    ...(target.root === undefined ? {} : { root: target.root }),
    openText: (path) => host.openText?.(path),
    restClientVariables: host.restClientVariables,
  });
}

function sharedBy(batch: object | undefined): RunShared {
  const known = batch && batches.get(batch);
  const shared: RunShared = known ?? { bound: new Map(), ran: new Set<string>(), environments: new Map() };
  if (batch) batches.set(batch, shared);
  return shared;
}
