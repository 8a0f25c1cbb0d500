import type { Definition, HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { requestNamed } from '../core/http/requestNamed.ts';
import { type Resolution, type ResolvedRequest, resolveRequest } from '../core/resolve/resolve.ts';
import type { Environments } from '../core/variables/environments.ts';
import type { Need, Scope } from '../core/variables/scope.ts';
import type { Value } from '../core/variables/value.ts';
import { type FoundBodyFile, liesIn, readBodyFile } from '../local/bodyFile.ts';
import { bodyOctets } from '../send/body.ts';
import { type RunDirectives, readDirectives } from './directives.ts';
import { leftOut } from './leftOut.ts';
import { type MemoryState, type Ran, ranKey } from './memory.ts';
import type { RunHost, RunOutcome, RunProblem, RunTarget, Unsendable } from './run.ts';
import { sendResolved } from './sendResolved.ts';
import { suppliesFor } from './supplies.ts';

/** What the requests of one run share, be it one with those it refers to or a whole file. */
export interface RunShared {
  /** Definitions bind once. */
  readonly bound: Map<Definition, Value>;
  /** Names of the requests that were sent in this run: what they were answered counts, whatever its status. */
  readonly ran: Set<string>;
  /** Environment files by the path of the `.http` file: read once for all its requests. */
  readonly environments: Map<string, Promise<Environments>>;
}

/** Everything that a request and those it refers to need. */
export interface RunContext {
  readonly target: RunTarget;
  readonly environments: Environments;
  readonly state: MemoryState;
  readonly host: RunHost;
  readonly signal: AbortSignal;
  readonly shared: RunShared;
  /** Filled as requests run first. */
  readonly ranFirst: { name: string; exchange: Ran['exchange'] }[];
}

/** Runs one request of the target's file. `chain`: names of the requests that wait for it. */
export async function runOne(
  request: RequestBlock,
  chain: readonly string[],
  context: RunContext,
): Promise<RunOutcome> {
  const { target, host, signal, state } = context;
  const directives = readDirectives(request);
  if (directives.disabled)
    return unsendable({
      message: 'The request is switched off by `# @disabled`, so nothing was sent.',
      span: request.requestLine,
    });
  const broken = leftOut(target.file, request);
  if (broken.length) return unsendable(...broken);
  const inChain = request.name === '' ? chain : [...chain, request.name];
  for (const ref of directives.refs) {
    const failed = await runNamed(
      { kind: 'request', name: ref.name, span: request.requestLine },
      request,
      inChain,
      context,
      ref.again,
    );
    if (failed) return failed;
  }
  const resolution = await resolve(request, inChain, context);
  if (resolution.kind !== 'resolved') return resolution;
  const resolved = resolution.request;
  const agreed = await agree(request, resolved, directives, context);
  if (!agreed) return { kind: 'cancelled' };
  if (signal.aborted) return { kind: 'cancelled' };

  const sent = await sendResolved(resolved, directives, { host, cookies: state.cookies, signal });
  if (sent.kind === 'failed') return sent.code === 'cancelled' ? { kind: 'cancelled', message: sent.message } : sent;
  if (request.name !== '') {
    context.shared.ran.add(request.name);
    remember(request, target.file, resolved, sent.exchange, context);
    // Hovers read from it without waiting.
    if (target.file.text.includes(`{{${request.name}.`)) await loadReader(state);
  }
  return {
    kind: 'answered',
    exchange: sent.exchange,
    ranFirst: [...context.ranFirst],
    secrets: resolution.secrets,
  };
}

/** Resolves, fetches what is missing, and resolves again: each round knows more, and twenty are plenty for any file. */
async function resolve(
  request: RequestBlock,
  chain: readonly string[],
  context: RunContext,
): Promise<Extract<Resolution, { kind: 'resolved' }> | RunOutcome> {
  const { target, host, state } = context;
  const answers = new Map(state.remembered);
  const files = new Map<string, FoundBodyFile>();
  const supplies = suppliesFor(target, host);
  const scope: Scope = {
    layers: context.environments.layers(target.environment, target.user),
    ...(target.environment === undefined ? {} : { environment: target.environment }),
    environmentsWith: (name) => context.environments.environmentsWith(name),
    runtime: state.runtime,
    answers,
    chained(name, path) {
      const ran = usable(name, request, context);
      const found = ran && state.reader?.(ran, name, path);
      if (!found || 'value' in found) return found;
      const { status, statusText } = ran.exchange.response;
      return status < 400 ? found : { problem: `${found.problem} That request was answered ${status} ${statusText}.` };
    },
    bodyFile: (path) => files.get(path),
    signIn: (id) => context.environments.signIn(target.environment, target.user, id),
    signInIds: context.environments.authIds(target.environment, target.user),
    tokens: new Map<string, Value>(),
    bound: context.shared.bound,
    supplies,
  };
  if (0 < state.ran.size) await loadReader(state);
  for (let round = 0; round < 20; round++) {
    const resolution = resolveRequest(target.file, request, scope);
    if (resolution.kind === 'resolved') return resolution;
    if (resolution.kind === 'unresolved') return withRanFirst(unsendable(...resolution.problems), context);
    for (const need of resolution.needs) {
      const failed = await fetchNeed(need, request, chain, answers, files, context);
      if (failed) return failed;
      if (context.signal.aborted) return { kind: 'cancelled' };
    }
  }
  return unsendable({
    message: 'The variables of this request lead to ever more requests and questions; it was given up after 20 rounds.',
    span: request.requestLine,
  });
}

/** JSONPath and XPath are large, and most files refer to no request. */
async function loadReader(state: MemoryState): Promise<void> {
  if (!state.reader) state.reader = (await import('../core/variables/chaining.ts')).readChained;
}

async function fetchNeed(
  need: Need,
  request: RequestBlock,
  chain: readonly string[],
  answers: Map<string, string>,
  files: Map<string, FoundBodyFile>,
  context: RunContext,
): Promise<RunOutcome | undefined> {
  const { target, host, state } = context;
  if (need.kind === 'request') {
    await loadReader(state);
    return runNamed(need, request, chain, context, false);
  }
  if (need.kind === 'answer') {
    const { kind: _, key, remember: keep, ...question } = need;
    const answer = await host.prompt(question);
    if (answer === undefined) return { kind: 'cancelled' };
    answers.set(key, answer);
    if (keep) state.remembered.set(key, answer);
    return undefined;
  }
  if (need.kind === 'token') {
    return unsendable({
      message: 'The request needs a token to be obtained first, which this version cannot do yet.',
      span: need.span,
    });
  }
  const found = await readBodyFile(need.path, target.path, target.root);
  const outside =
    target.root !== undefined && 'octets' in found && found.path !== undefined && !liesIn(found.path, target.root);
  if (
    outside &&
    !(await host.confirm(
      `The body of this request is the file ${found.path}, which lies outside the workspace. Send it?`,
    ))
  ) {
    return { kind: 'cancelled' };
  }
  files.set(need.path, found);
  return undefined;
}

/** Runs a request that another refers to; undefined once its exchange is there. One that is under way is waited for. */
async function runNamed(
  need: Extract<Need, { kind: 'request' }>,
  from: RequestBlock,
  chain: readonly string[],
  context: RunContext,
  again: boolean,
): Promise<RunOutcome | undefined> {
  const { target, state } = context;
  const wanted = requestNamed(target.file, need.name, from.requestLine.start);
  if (!wanted)
    return unsendable({
      message: `The request \`${need.name}\`, which must run first, is not in this file.`,
      span: need.span,
    });
  if (chain.includes(wanted.name)) {
    const loop = [...chain.slice(chain.indexOf(wanted.name)), wanted.name].map((it) => `\`${it}\``).join(' needs ');
    return unsendable({ message: `These requests wait for each other, so none was sent: ${loop}.`, span: need.span });
  }
  if (!again && usable(wanted.name, from, context)) return undefined;
  const key = ranKey(target.path, wanted.name);
  const underWay = state.underWay.get(key) ?? runOne(wanted, chain, context);
  state.underWay.set(key, underWay);
  let outcome: RunOutcome;
  try {
    outcome = await underWay;
  } finally {
    state.underWay.delete(key);
  }
  if (outcome.kind === 'cancelled') return outcome;
  if (outcome.kind !== 'answered') return becauseOf(wanted.name, outcome, need);
  context.ranFirst.push({ name: wanted.name, exchange: outcome.exchange });
  return undefined;
}

/** What ran first belongs to the answer: its refusal may be why this request could not be made. */
function withRanFirst(outcome: Unsendable, context: RunContext): Unsendable {
  return context.ranFirst.length ? { ...outcome, ranFirst: [...context.ranFirst] } : outcome;
}

function becauseOf(
  name: string,
  outcome: Exclude<RunOutcome, { kind: 'answered' | 'cancelled' }>,
  need: { span: RunProblem['span'] },
): RunOutcome {
  if (outcome.kind === 'failed')
    return { ...outcome, message: `The request \`${name}\`, which runs first, got no answer. ${outcome.message}` };
  return unsendable(
    {
      message: `The request \`${name}\` must run first, and could not be sent.`,
      ...(need.span ? { span: need.span } : {}),
    },
    ...outcome.problems,
  );
}

/** The exchange of a named request: of this run, or an earlier one unless it was refused or its text changed since. */
function usable(name: string, from: RequestBlock, context: RunContext): Ran | undefined {
  const ran = context.state.ran.get(ranKey(context.target.path, name));
  const block = requestNamed(context.target.file, name, from.requestLine.start);
  if (!ran || !block || ran.text !== textOf(block, context.target.file)) return undefined;
  return ran.exchange.response.status < 400 || context.shared.ran.has(block.name) ? ran : undefined;
}

function remember(
  request: RequestBlock,
  file: HttpFile,
  { body }: ResolvedRequest,
  exchange: Ran['exchange'],
  context: RunContext,
): void {
  // What the request itself carried is the first hop's; what came back is the last one's.
  const first = exchange.earlier.find((it) => it.follows === undefined)?.request ?? exchange.request;
  context.state.ran.set(ranKey(context.target.path, request.name), {
    exchange: { ...exchange, request: first },
    requestBody: body ?? new Uint8Array(),
    responseBody: bodyOctets(exchange.response.body),
    text: textOf(request, file),
  });
}

function textOf(request: RequestBlock, file: HttpFile): string {
  return file.text.slice(request.requestSpan.start, request.requestSpan.end);
}

/** Asks what must be asked before anything leaves. False: the person said no. */
async function agree(
  request: RequestBlock,
  resolved: ResolvedRequest,
  directives: RunDirectives,
  context: RunContext,
): Promise<boolean> {
  const { host } = context;
  const where = new URL(resolved.url).host;
  if (directives.note !== undefined) {
    const label = request.name || `${resolved.method} ${where}`;
    if (!(await host.confirm(directives.note || `Send ${label}?`))) return false;
  }
  if (directives.verifyTls === false && /^https:/i.test(resolved.url)) {
    return host.confirm(
      `The file asks not to verify the certificate of ${where} (# @no-reject-unauthorized). Send anyway?`,
    );
  }
  return true;
}

function unsendable(...problems: readonly RunProblem[]): Unsendable {
  return { kind: 'unsendable', problems };
}
