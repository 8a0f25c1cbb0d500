import { readEnvironments } from '../local/envFiles.ts';
import type { RunHost, RunOutcome, RunTarget } from './run.ts';
import { type RunShared, runOne } from './runOne.ts';
import type { RunSession } from './session.ts';

export { createSession, type RunSession } from './session.ts';

const batches = new WeakMap<object, RunShared>();

/**
 * Runs one request: environment files, requests it refers to, variables, body files, then the network.
 * Never throws for what a file, a person or the network does; an outcome says it.
 */
export async function runRequest(
  target: RunTarget,
  session: RunSession,
  host: RunHost,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const refused = target.file.problems.filter((it) => it.refuses);
  if (refused.length) return { kind: 'unsendable', problems: refused.map(({ message, span }) => ({ message, span })) };
  if (signal.aborted) return { kind: 'cancelled' };
  const environments = await readEnvironments(target.path, {
    ...(target.root === undefined ? {} : { root: target.root }),
    openText: (path) => host.openText?.(path),
    restClientVariables: host.restClientVariables,
  });
  // A missing environment would leave its variables without a value, one by one: say the one thing that is wrong.
  if (
    target.environment !== undefined &&
    !environments.names.includes(target.environment) &&
    environments.layers(target.environment, undefined).length === environments.layers(undefined, undefined).length
  ) {
    const known = environments.names.length
      ? `There are: ${environments.names.join(', ')}.`
      : 'No environment file was found.';
    return {
      kind: 'unsendable',
      problems: [
        { message: `The environment \`${target.environment}\` is not known here, so nothing was sent. ${known}` },
      ],
    };
  }
  if (target.user !== undefined && !environments.users.includes(target.user)) {
    const known = environments.users.length
      ? `There are: ${environments.users.join(', ')}.`
      : 'No environment file has `$users`.';
    return {
      kind: 'unsendable',
      problems: [{ message: `The user \`${target.user}\` is not known here, so nothing was sent. ${known}` }],
    };
  }
  const state = session.state(target.environment, target.user);
  return runOne(target.request, [], {
    target,
    environments,
    state,
    host,
    signal,
    shared: sharedBy(target.batch),
    ranFirst: [],
  });
}

function sharedBy(batch: object | undefined): RunShared {
  const known = batch && batches.get(batch);
  const shared = known ?? { bound: new Map(), ran: new Set<string>() };
  if (batch) batches.set(batch, shared);
  return shared;
}
