import { createBatch, type RunBatch } from './context.ts';
import { contextFor, withBrokenFiles } from './contextFor.ts';
import { rememberInVain } from './inVain.ts';
import type { RunMemory } from './memory.ts';
import type { RenewPlan } from './renewing.ts';
import type { Answered, RunHost, RunOutcome, RunTarget } from './run.ts';
import { runOne } from './runOne.ts';

export { askAboutToken } from './askingAbout.ts';
export type { MatrixInput, MatrixOptions } from './matrix.ts';
export type { MatrixFile } from './matrixRows.ts';
export { createMemory, type RunMemory } from './memory.ts';
export { type ProofPlan, type Proving, planProof, prove, type Step, stepsOf } from './prove.ts';
export { planFor, type RenewPlan, renewalFor } from './renewing.ts';
export { type Begun, beginSession, type Lent, type SignInTarget } from './signingIn.ts';
export { type SignedOut, signOutAt } from './signingOut.ts';

/** What signs in: evaluated when somebody does. */
export function loadOauth() {
  return import('../send/oauth/index.ts');
}

/** What runs requests as many users: evaluated when somebody does. */
export function loadMatrix() {
  return import('./matrix.ts');
}

const batches = new WeakMap<object, RunBatch>();

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
  const context = await contextFor(target, batchOf(target.batch), { memory, host, signal });
  if ('kind' in context) return context;
  return withBrokenFiles(await runOne(target.request, [], context), context);
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
  const shared = target.batch && batches.get(target.batch)?.users.get(target.user);
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

function batchOf(object: object | undefined): RunBatch {
  const batch = (object && batches.get(object)) ?? createBatch();
  if (object) batches.set(object, batch);
  return batch;
}
