import type { TokenNeed } from '../core/auth/reference.ts';
import type { SessionKey } from '../core/auth/session.ts';
import type { RequestBlock } from '../core/http/httpFile.ts';
import { type Resolution, resolveRequest } from '../core/resolve/resolve.ts';
import type { Need, Scope } from '../core/variables/scope.ts';
import { type FoundBodyFile, liesIn, readBodyFile } from '../local/bodyFile.ts';
import { takenAlong } from './carried.ts';
import { type RunContext, unsendable, withRanFirst } from './context.ts';
import { type FetchedTokens, fetchToken, noTokens } from './fetchToken.ts';
import { isLogin } from './logins.ts';
import { loadReader } from './named.ts';
import { findNamed } from './otherFiles.ts';
import type { RunOutcome, UsedCredential } from './run.ts';
import { scopeFor } from './scopeFor.ts';

export interface ResolvedWith {
  readonly kind: 'resolved';
  readonly resolution: Extract<Resolution, { kind: 'resolved' }>;
  readonly tokens: FetchedTokens;
  /** Where its credentials came from. */
  readonly used: readonly UsedCredential[];
  /** Sessions whose tokens it carries, however it came by them. */
  readonly taken: readonly SessionKey[];
  /** What its variables stood for. */
  readonly scope: Scope;
}

/** Runs a request that another refers to; undefined once its exchange is there. */
export type RunNamed = (need: Extract<Need, { kind: 'request' }>) => Promise<RunOutcome | undefined>;

/** Resolves, fetches what is missing, and resolves again: each round knows more, and twenty are plenty for any file. */
export function resolve(
  request: RequestBlock,
  context: RunContext,
  runNamed: RunNamed,
): Promise<ResolvedWith | RunOutcome> {
  return resolveUntil<never>(request, context, runNamed, () => undefined);
}

/** The same, until a token is asked for that `stop` gives an answer to. */
export async function resolveUntil<Stop>(
  request: RequestBlock,
  context: RunContext,
  runNamed: RunNamed,
  stop: (need: TokenNeed) => Stop | undefined,
): Promise<ResolvedWith | RunOutcome | Stop> {
  const { state } = context;
  const answers = new Map(state.remembered);
  const files = new Map<string, FoundBodyFile>();
  const tokens = noTokens();
  const readFrom = new Set<string>();
  const scope = scopeFor(request, context, { answers, files, tokens: tokens.values, readFrom });
  if (0 < state.ran.size) await loadReader(state);
  for (let round = 0; round < 20; round++) {
    const resolution = resolveRequest(context.target.file, request, scope);
    if (resolution.kind === 'resolved') {
      const taken = takenAlong(resolution.request, context);
      const names = new Set([...readFrom, ...taken.logins]);
      const logins = [...names].map((name) => loginNamed(name, request, context));
      for (const [key, provider] of taken.accounts) tokens.accounts.set(key, provider);
      return { kind: 'resolved', resolution, tokens, used: [...tokens.used, ...logins], taken: taken.sessions, scope };
    }
    if (resolution.kind === 'unresolved') return withRanFirst(unsendable(...resolution.problems), context);
    for (const need of resolution.needs) {
      const stopped = need.kind === 'token' ? stop(need.need) : undefined;
      if (stopped) return stopped;
      const failed = await fetch(need);
      if (failed) return failed;
      if (context.signal.aborted) return { kind: 'cancelled' };
    }
  }
  return unsendable({
    message: 'The variables of this request lead to ever more requests and questions; it was given up after 20 rounds.',
    span: request.requestLine,
  });

  async function fetch(need: Need): Promise<RunOutcome | undefined> {
    switch (need.kind) {
      case 'request':
        await loadReader(state);
        return runNamed(need);
      case 'token':
        return fetchToken(need, tokens, context);
      case 'answer':
        return askFor(need, answers, context);
      case 'file':
        return readFor(need, files, context);
    }
  }
}

function loginNamed(name: string, request: RequestBlock, context: RunContext): UsedCredential {
  const block = findNamed(name, request.requestLine.start, context)?.request;
  return { from: 'login', request: name, marked: block !== undefined && isLogin(block) };
}

async function askFor(
  need: Extract<Need, { kind: 'answer' }>,
  answers: Map<string, string>,
  { host, state }: RunContext,
): Promise<RunOutcome | undefined> {
  const { kind: _, key, remember: keep, ...question } = need;
  const answer = await host.prompt(question);
  if (answer === undefined) return { kind: 'cancelled' };
  answers.set(key, answer);
  if (keep) state.remembered.set(key, answer);
  return undefined;
}

async function readFor(
  { path }: Extract<Need, { kind: 'file' }>,
  files: Map<string, FoundBodyFile>,
  { target, host }: RunContext,
): Promise<RunOutcome | undefined> {
  const found = await readBodyFile(path, target.path, target.root);
  const outside =
    target.root !== undefined && 'octets' in found && found.path !== undefined && !liesIn(found.path, target.root);
  const question =
    outside && `The body of this request is the file ${found.path}, which lies outside the workspace. Send it?`;
  if (question && !(await host.confirm(question))) return { kind: 'cancelled' };
  files.set(path, found);
  return undefined;
}
