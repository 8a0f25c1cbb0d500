import type { Environments } from '../core/variables/environments.ts';
import { unknownChoice } from '../core/variables/unknownChoice.ts';
import { readEnvironments } from '../local/envFiles.ts';
import type { RunShared } from './context.ts';
import { rememberInVain } from './inVain.ts';
import { reviveLogins } from './logins.ts';
import type { RunMemory } from './memory.ts';
import type { RenewPlan } from './renewing.ts';
import type { Answered, RunHost, RunOutcome, RunTarget } from './run.ts';
import { runOne } from './runOne.ts';

export { askAboutToken } from './askingAbout.ts';
export { createMemory, type RunMemory } from './memory.ts';
export { planFor, type RenewPlan, renewalFor } from './renewing.ts';
export { type Begun, beginSession, type Lent, type SignInTarget } from './signingIn.ts';
export { type SignedOut, signOutAt } from './signingOut.ts';

/** What signs in: evaluated when somebody does. */
export function loadOauth() {
  return import('../send/oauth/index.ts');
}

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
  await reviveLogins(target, host, state);
  const outcome = await runOne(target.request, [], {
    target,
    environments,
    memory,
    state,
    host,
    signal,
    shared,
    ranFirst: [],
    secrets: [],
  });
  // A variable may have no value because its file could not be read.
  const lacks = outcome.kind === 'unsendable' && outcome.problems.some((it) => it.variable);
  return lacks ? { ...outcome, problems: [...outcome.problems, ...broken] } : outcome;
}

/**
 * Has anew what a refusal called for, and sends once more: never a third time. What is had anew fails with its own
 * explanation, and the request is not sent again then.
 */
export async function renewAndRetry(
  target: RunTarget,
  first: Answered,
  { order, what }: RenewPlan,
  memory: RunMemory,
  host: RunHost,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const shared = target.batch && batches.get(target.batch);
  // Definitions that hold what was refused are bound anew, here and in the rest of the file.
  for (const [definition, value] of shared?.bound ?? []) {
    if (order.credentials.some((it) => value.text.includes(it))) shared?.bound.delete(definition);
  }
  const { batch: _, ...alone } = target;
  const outcome = await runRequest({ ...alone, renew: order }, memory, host, signal);
  if (outcome.kind === 'answered') rememberInVain(outcome, target, memory);
  else if (outcome.kind !== 'unsendable') return outcome;
  return { ...outcome, renewed: { first: first.exchange, what } };
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
  const shared: RunShared = known ?? {
    bound: new Map(),
    ran: new Set<string>(),
    read: new Map(),
    environments: new Map(),
  };
  if (batch) batches.set(batch, shared);
  return shared;
}
