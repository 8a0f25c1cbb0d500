import { isIdempotent } from '../core/auth/renewal.ts';
import { fieldValue } from '../core/exchange.ts';
import type { RequestBlock } from '../core/http/httpFile.ts';
import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import { runsOf } from '../core/scripts/otherFiles.ts';
import { Secret } from '../core/secret.ts';
import type { Need } from '../core/variables/scope.ts';
import { isSecretName } from '../core/variables/secretNames.ts';
import { isNobody, withoutCredentialLines, withoutCredentials } from './anonymous.ts';
import { readyContextOf } from './asWhom.ts';
import { type RunContext, testedIn, unsendable, withRanFirst } from './context.ts';
import { type RunDirectives, readDirectives } from './directives.ts';
import { heldBack } from './guard.ts';
import { contextIn } from './inFile.ts';
import { forgetInVain, wasInVain } from './inVain.ts';
import { leftOut } from './leftOut.ts';
import { isLogin, originOfUrl } from './logins.ts';
import { type Globals, ranKey } from './memory.ts';
import { remember, usable } from './named.ts';
import { mayGo } from './origins.ts';
import { findNamed, type ReachedFile } from './otherFiles.ts';
import { rememberNonce, withProof } from './proof.ts';
import { type ResolvedWith, resolve } from './resolving.ts';
import type { RunOutcome, RunProblem } from './run.ts';
import { requestsOf } from './runLines.ts';
import { runAfter, runBefore } from './scripts/testing.ts';
import { sendResolved } from './sendResolved.ts';

/** A request of any file of the run. */
export type FoundRequest = ReachedFile & { readonly request: RequestBlock };

/** A request that waits for another one. */
interface Waiting {
  readonly key: string;
  readonly name: string;
}

/** Everything about a request that is ready to leave. */
export interface Prepared extends ResolvedWith {
  readonly directives: RunDirectives;
  /** What leaves. */
  readonly leaves: ResolvedRequest;
  readonly useCookies: boolean;
  /** With the variables that the request's script set. */
  readonly context: RunContext;
}

/** Runs one request of the context's file. `chain`: the requests that wait for it. */
export async function runOne(
  request: RequestBlock,
  chain: readonly Waiting[],
  context: RunContext,
): Promise<RunOutcome> {
  const prepared = await prepare(request, chain, context);
  if (prepared.kind !== 'resolved') return prepared;
  const { guard } = context.target;
  if (!guard) return sendPrepared(request, prepared);
  const turn = await guard.turn(originOfUrl(prepared.leaves.url) ?? '', context.signal);
  if (turn.kind === 'cancelled') return { kind: 'cancelled' };
  if (turn.kind === 'closed') return heldBack('rate-limited', turn.message);
  let outcome: RunOutcome | undefined;
  try {
    outcome = await sendPrepared(request, prepared);
    return outcome;
  } finally {
    turn.end(outcome?.kind === 'answered' ? outcome.exchange : undefined);
  }
}

/** Has everything that a request needs, up to where it would leave. */
export async function prepare(
  written: RequestBlock,
  chain: readonly Waiting[],
  given: RunContext,
): Promise<Prepared | RunOutcome> {
  const { target, signal } = given;
  const asNobody = isNobody(given);
  const request = asNobody ? withoutCredentialLines(written) : written;
  const directives = readDirectives(request);
  if (directives.disabled)
    return unsendable({
      message: 'The request is switched off by `# @disabled`, so nothing was sent.',
      span: request.requestLine,
    });
  const broken = leftOut(target.file, request);
  if (broken.length) return unsendable(...broken);
  const inChain = [...chain, waiting({ ...target, request })];
  const failed = await runWhatComesFirst(written, directives, inChain, given);
  if (failed) return failed;
  const context = await runBefore(written, given);
  if (!context) return withRanFirst(unsendable(), given);
  const found = await resolve(request, context, (need) => runNamed(need, request, inChain, context, false));
  if (found.kind !== 'resolved') return found;
  const resolution = { ...found, resolution: withGlobalHeaders(found.resolution, context.state.globals) };
  const { request: resolved } = resolution.resolution;
  context.secrets.push(...resolution.resolution.secrets);
  const leaves = asNobody ? withoutCredentials(resolved) : resolved;
  const refused = target.guard?.refuses(written, leaves);
  if (refused !== undefined) return heldBack('unsafe', refused);
  if (!(await agree(request, leaves, directives, context))) return { kind: 'cancelled' };
  if (!(await mayGo(resolution, context))) return { kind: 'cancelled' };
  if (signal.aborted) return { kind: 'cancelled' };
  return { ...resolution, directives, leaves, useCookies: !asNobody, context };
}

async function sendPrepared(request: RequestBlock, prepared: Prepared): Promise<RunOutcome> {
  const { resolution, tokens, used, scope, directives, leaves, useCookies, context } = prepared;
  const { target, host, signal, state } = context;
  const { request: resolved } = resolution;
  const secrets = [...context.secrets];
  const proven = { ...(await withProof(leaves, tokens, context)), secrets };
  const sent = await sendResolved(proven, useCookies ? directives : { ...directives, useCookies }, {
    host,
    cookies: state.cookies,
    signal,
  });
  if (sent.kind === 'failed') return sent.code === 'cancelled' ? { kind: 'cancelled', message: sent.message } : sent;
  rememberNonce(sent.exchange, context);
  if (request.name !== '') await remember(request, resolved, sent.exchange, context);
  if (sent.exchange.response.status < 400) forgetInVain(prepared, target, context.memory);
  const inVain = wasInVain(prepared, target, context.memory);
  const { exchange } = sent;
  await runAfter(request, exchange, scope, secrets, context);
  return {
    kind: 'answered',
    exchange,
    ranFirst: [...context.ranFirst],
    secrets,
    used,
    sent: { resolved: leaves, directives, keys: tokens.keys },
    ...testedIn(context),
    ...(inVain ? { renewedInVain: true } : {}),
  };
}

/** Logins that are had anew, `# @ref` and `# @forceRef`, `run` lines. Undefined once all have run. */
async function runWhatComesFirst(
  request: RequestBlock,
  directives: RunDirectives,
  chain: readonly Waiting[],
  context: RunContext,
): Promise<RunOutcome | undefined> {
  const { target } = context;
  // The logins whose answers were refused run before everything else, also where only their cookies are used.
  const logins = request === target.request ? (target.renew?.logins ?? []) : [];
  for (const ref of [...logins.map((name) => ({ name, again: true })), ...directives.refs]) {
    if (isNobody(context) && isLoginNamed(ref.name, request, context)) continue;
    const need = { kind: 'request' as const, name: ref.name, span: request.requestLine };
    const failed = await runNamed(need, request, chain, context, ref.again && mayRunAgain(ref.name, request, context));
    if (failed) return failed;
  }
  for (const line of runsOf(request)) {
    const found = await requestsOf(line, request, context);
    if ('problem' in found) return unsendable({ message: found.problem, span: line.span });
    for (const it of found.requests) {
      const again = !target.renew || isIdempotent(it.request.method.text);
      const variables = found.variables.size === 0 ? {} : { variables: found.variables };
      const failed = await runFound(it, line, request, chain, context, { again, ...variables });
      if (failed) return failed;
    }
  }
  return undefined;
}

function isLoginNamed(name: string, from: RequestBlock, context: RunContext): boolean {
  const wanted = findNamed(name, from.requestLine.start, context)?.request;
  return wanted !== undefined && isLogin(wanted);
}

/** What ran for the first attempt a moment ago is not done twice, unless that changes nothing or is what is renewed. */
function mayRunAgain(name: string, from: RequestBlock, context: RunContext): boolean {
  const { renew } = context.target;
  if (!renew || renew.logins.includes(name)) return true;
  return isIdempotent(findNamed(name, from.requestLine.start, context)?.request.method.text ?? '');
}

/** Runs a request that another refers to; undefined once its exchange is there. One that is under way is waited for. */
export async function runNamed(
  need: Extract<Need, { kind: 'request' }>,
  from: RequestBlock,
  chain: readonly Waiting[],
  context: RunContext,
  again: boolean,
): Promise<RunOutcome | undefined> {
  const wanted = findNamed(need.name, from.requestLine.start, context);
  if (wanted) return runFound(wanted, need, from, chain, context, { again });
  const where = context.imports.files.length ? 'neither in this file nor in those it imports' : 'not in this file';
  return unsendable(
    { message: `The request \`${need.name}\`, which must run first, is ${where}.`, span: need.span },
    ...context.imports.problems,
  );
}

async function runFound(
  wanted: FoundRequest,
  need: { readonly span: NonNullable<RunProblem['span']> },
  from: RequestBlock,
  chain: readonly Waiting[],
  context: RunContext,
  { again, variables }: { readonly again: boolean; readonly variables?: ReadonlyMap<string, string> },
): Promise<RunOutcome | undefined> {
  const { key, name } = waiting(wanted);
  const loop = chain.findIndex((it) => it.key === key);
  if (loop !== -1) {
    const names = [...chain.slice(loop).map((it) => it.name), name].map((it) => `\`${it}\``).join(' needs ');
    return unsendable({ message: `These requests wait for each other, so none was sent: ${names}.`, span: need.span });
  }
  const its = await readyContextOf(wanted.request, await contextIn(wanted, context));
  if ('kind' in its) return its;
  if (!again && usable(wanted.request.name, from, context)) return undefined;
  const inside = { ...its, variables: variables ?? new Map<string, string>() };
  const { state } = its;
  // One with variables of its own is another request.
  const underWay = (variables ? undefined : state.underWay.get(key)) ?? runOne(wanted.request, chain, inside);
  if (!variables) state.underWay.set(key, underWay);
  let outcome: RunOutcome;
  try {
    outcome = await underWay;
  } finally {
    if (!variables) state.underWay.delete(key);
  }
  if (outcome.kind === 'cancelled') return outcome;
  if (outcome.kind !== 'answered')
    return becauseOf(name, wanted.path === context.target.path ? outcome : placeless(outcome), need);
  context.ranFirst.push({ name, exchange: outcome.exchange });
  return undefined;
}

function waiting({ path, request }: Pick<FoundRequest, 'path' | 'request'>): Waiting {
  const name = request.name || `line ${request.line + 1}`;
  return { key: ranKey(path, name), name };
}

function becauseOf(
  name: string,
  outcome: Exclude<RunOutcome, { kind: 'answered' | 'cancelled' }>,
  need: { readonly span: NonNullable<RunProblem['span']> },
): RunOutcome {
  if (outcome.kind === 'failed')
    return { ...outcome, message: `The request \`${name}\`, which runs first, got no answer. ${outcome.message}` };
  return {
    ...outcome,
    problems: [
      {
        message: `The request \`${name}\` must run first, and could not be sent.`,
        span: need.span,
      },
      ...outcome.problems,
    ],
  };
}

/** Places in another file are none in this one. */
function placeless<Outcome extends RunOutcome>(outcome: Outcome): Outcome {
  if (outcome.kind !== 'unsendable') return outcome;
  return { ...outcome, problems: outcome.problems.map(({ span: _, ...it }) => it) };
}

/** Fields that scripts have set for every request, where it has none of that name. */
function withGlobalHeaders(resolution: ResolvedWith['resolution'], { headers }: Globals): ResolvedWith['resolution'] {
  const { request, secrets } = resolution;
  const missing = [...headers].filter(([name]) => {
    const computed = request.auth !== undefined && name.toLowerCase() === 'authorization';
    return !computed && fieldValue(request.headers, name) === undefined;
  });
  if (missing.length === 0) return resolution;
  const hidden = missing.flatMap(([name, value]) =>
    isSecretName(name) ? [new Secret(value.replace(/^[A-Za-z][\w-]{0,30} +/, ''))] : [],
  );
  return {
    kind: 'resolved',
    request: { ...request, headers: [...request.headers, ...missing.map(([name, value]) => ({ name, value }))] },
    secrets: [...secrets, ...hidden.filter((it) => 4 <= it.length)].sort((a, b) => b.length - a.length),
  };
}

/** Asks what must be asked before anything leaves. False: the person said no. */
async function agree(
  request: RequestBlock,
  resolved: ResolvedRequest,
  directives: RunDirectives,
  context: RunContext,
): Promise<boolean> {
  const { host } = context;
  if (directives.note === undefined && directives.verifyTls !== false) return true;
  const where = () => new URL(resolved.url).host;
  if (directives.note !== undefined) {
    const label = request.name || `${resolved.method} ${where()}`;
    if (!(await host.confirm(directives.note || `Send ${label}?`))) return false;
  }
  if (directives.verifyTls === false && /^https:/i.test(resolved.url)) {
    return host.confirm(
      `The file asks not to verify the certificate of ${where()} (# @no-reject-unauthorized). Send anyway?`,
    );
  }
  return true;
}
