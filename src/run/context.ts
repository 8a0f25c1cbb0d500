import type { SignInConfig } from '../core/auth/config.ts';
import type { Definition } from '../core/http/httpFile.ts';
import type { Secret } from '../core/secret.ts';
import type { Environments } from '../core/variables/environments.ts';
import type { Value } from '../core/variables/value.ts';
import type { MemoryState, Ran, RunMemory } from './memory.ts';
import type { RunHost, RunProblem, RunTarget, Unsendable } from './run.ts';

/** What the requests of one run share, be it one with those it refers to, a whole file or a matrix. */
export interface RunBatch {
  /** Environment files by the path of the `.http` file: read once for all its requests. */
  readonly environments: Map<string, Promise<Environments>>;
  /** What belongs to one user of it: no value that was worked out for one serves another. */
  readonly users: Map<string | undefined, RunShared>;
}

/** What one user's requests of one run share. */
export interface RunShared {
  /** Definitions bind once. */
  readonly bound: Map<Definition, Value>;
  /** Names of the requests that were sent in this run: what they were answered counts, whatever its status. */
  readonly ran: Set<string>;
  /** Names of requests by what was read from their answers in this run. */
  readonly read: Map<string, string>;
}

/** Everything that a request and those it refers to need. */
export interface RunContext {
  readonly target: RunTarget;
  readonly environments: Environments;
  readonly memory: RunMemory;
  readonly state: MemoryState;
  readonly host: RunHost;
  readonly signal: AbortSignal;
  readonly batch: RunBatch;
  /** The user's part of it. */
  readonly shared: RunShared;
  /** Filled as requests run first, calls for tokens among them. */
  readonly ranFirst: { name: string; exchange: Ran['exchange'] }[];
  /** Secrets that these requests hold, and the sign-ins behind such calls; filled as they run. */
  readonly secrets: Secret[];
}

export function signInOf(id: string, { environments, target }: RunContext): SignInConfig | undefined {
  return environments.signIn(target.environment, target.user, id);
}

export function unsendable(...problems: readonly RunProblem[]): Unsendable {
  return { kind: 'unsendable', problems };
}

/** What ran first belongs to the answer: its refusal may be why this request could not be made. */
export function withRanFirst(outcome: Unsendable, context: RunContext): Unsendable {
  const { ranFirst, secrets } = context;
  return ranFirst.length ? { ...outcome, ranFirst: [...ranFirst], secrets: [...secrets] } : outcome;
}

export function createBatch(): RunBatch {
  return { environments: new Map(), users: new Map() };
}

export function sharedOf(batch: RunBatch, user: string | undefined): RunShared {
  const known = batch.users.get(user) ?? { bound: new Map(), ran: new Set<string>(), read: new Map() };
  batch.users.set(user, known);
  return known;
}

/** The same run as another user: with that one's variables, cookies, answers and sessions. */
export function asUser(user: string, context: RunContext): RunContext {
  const { target, memory, batch } = context;
  if (user === target.user) return context;
  return {
    ...context,
    target: { ...target, user },
    state: memory.state(target.environment, user),
    shared: sharedOf(batch, user),
  };
}
