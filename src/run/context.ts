import type { SignInConfig } from '../core/auth/config.ts';
import type { Definition } from '../core/http/httpFile.ts';
import type { TestResult } from '../core/scripts/testResult.ts';
import type { Secret } from '../core/secret.ts';
import type { Environments } from '../core/variables/environments.ts';
import type { Value } from '../core/variables/value.ts';
import type { MemoryState, Ran, RunMemory } from './memory.ts';
import type { Imports, ReachedFile } from './otherFiles.ts';
import type { RunHost, RunProblem, RunTarget, Unsendable } from './run.ts';

/** What the requests of one run share, be it one with those it refers to, a whole file or a matrix. */
export interface RunBatch {
  /** Environment files by the path of the `.http` file: read once for all its requests. */
  readonly environments: Map<string, Promise<Environments>>;
  /** What files import, by their path: read once, so that their definitions bind once. */
  readonly imports: Map<string, Promise<Imports>>;
  /** Files that `run` names, by the path of the file that does and the path as written. */
  readonly reached: Map<string, Promise<ReachedFile | { problem: string }>>;
  /** What belongs to one user of it: no value that was worked out for one serves another. */
  readonly users: Map<string | undefined, RunShared>;
}

/** What one user's requests of one run share. */
export interface RunShared {
  /** Definitions bind once. */
  readonly bound: Map<Definition, Value>;
  /** Requests that were sent in this run, by `ranKey`: what they were answered counts, whatever its status. */
  readonly ran: Set<string>;
  /** Names of requests by what was read from their answers in this run. */
  readonly read: Map<string, string>;
}

/** What a run writes down as it goes. */
export interface RunRecord {
  /** Requests that ran first, calls for tokens among them. */
  readonly ranFirst: { name: string; exchange: Ran['exchange'] }[];
  /** What scripts and assertions came to, of requests that ran first as well. */
  readonly tests: TestResult[];
  readonly logs: string[];
  /** Secrets that the requests that ran first hold, and the sign-ins behind calls for tokens. */
  readonly secrets: Secret[];
}

export function newRecord(): RunRecord {
  return { ranFirst: [], tests: [], logs: [], secrets: [] };
}

/** Everything that a request and those it refers to need. */
export interface RunContext extends RunRecord {
  readonly target: RunTarget;
  /** Path of the file of the request that was asked for: the target's is another one's while an imported request runs. */
  readonly mainPath: string;
  readonly environments: Environments;
  readonly memory: RunMemory;
  readonly state: MemoryState;
  readonly host: RunHost;
  readonly signal: AbortSignal;
  readonly batch: RunBatch;
  /** The user's part of it. */
  readonly shared: RunShared;
  readonly imports: Imports;
  /** Set for the request at hand alone: by its script, by `run`. */
  readonly variables: ReadonlyMap<string, string>;
}

export function signInOf(id: string, { environments, target }: RunContext): SignInConfig | undefined {
  return environments.signIn(target.environment, target.user, id);
}

export function unsendable(...problems: readonly RunProblem[]): Unsendable {
  return { kind: 'unsendable', problems };
}

/** What ran first belongs to the answer: its refusal may be why this request could not be made. */
export function withRanFirst(outcome: Unsendable, context: RunContext): Unsendable {
  const failed = context.tests.filter((it) => it.of === 'script' && !it.passed);
  const problems = failed.map(({ name, request, message, span, path }) => ({
    message: `${name}${request === undefined ? '' : ` of \`${request}\``} failed: ${message}`,
    ...(span && path === undefined ? { span } : {}),
  }));
  return {
    ...outcome,
    ...(problems.length ? { problems: [...outcome.problems, ...problems] } : {}),
    ...(context.ranFirst.length ? { ranFirst: [...context.ranFirst], secrets: [...context.secrets] } : {}),
    ...testedIn(context),
  };
}

/** What scripts and assertions of a run came to, where there were any. */
export function testedIn({ tests, logs }: RunContext): Pick<Unsendable, 'tests' | 'logs'> {
  return { ...(tests.length ? { tests: [...tests] } : {}), ...(logs.length ? { logs: [...logs] } : {}) };
}

export function createBatch(): RunBatch {
  return { environments: new Map(), imports: new Map(), reached: new Map(), users: new Map() };
}

export function sharedOf(batch: RunBatch, user: string | undefined): RunShared {
  const known = batch.users.get(user) ?? { bound: new Map(), ran: new Set<string>(), read: new Map() };
  batch.users.set(user, known);
  return known;
}

/** Where a request begins to run: with the state of its user, and nothing written down yet. */
export function openContext(
  given: Pick<RunContext, 'target' | 'environments' | 'imports' | 'memory' | 'host' | 'signal' | 'batch'>,
): RunContext {
  const { target, memory, batch } = given;
  return {
    ...given,
    mainPath: target.path,
    state: memory.state(target.environment, target.user),
    shared: sharedOf(batch, target.user),
    variables: new Map(),
    ...newRecord(),
  };
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
