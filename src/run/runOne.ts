import { isIdempotent } from '../core/auth/renewal.ts';
import type { RequestBlock } from '../core/http/httpFile.ts';
import { requestNamed } from '../core/http/requestNamed.ts';
import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import type { Need } from '../core/variables/scope.ts';
import { isNobody, withoutCredentialLines, withoutCredentials } from './anonymous.ts';
import { readyContextOf } from './asWhom.ts';
import { type RunContext, unsendable } from './context.ts';
import { type RunDirectives, readDirectives } from './directives.ts';
import { heldBack } from './guard.ts';
import { forgetInVain, wasInVain } from './inVain.ts';
import { leftOut } from './leftOut.ts';
import { isLogin, originOfUrl } from './logins.ts';
import { ranKey } from './memory.ts';
import { remember, usable } from './named.ts';
import { mayGo } from './origins.ts';
import { rememberNonce, withProof } from './proof.ts';
import { type ResolvedWith, resolve } from './resolving.ts';
import type { RunOutcome, RunProblem } from './run.ts';
import { sendResolved } from './sendResolved.ts';

/** Everything about a request that is ready to leave. */
export interface Prepared extends ResolvedWith {
  readonly directives: RunDirectives;
  /** What leaves. */
  readonly leaves: ResolvedRequest;
  readonly useCookies: boolean;
}

/** Runs one request of the target's file. `chain`: names of the requests that wait for it. */
export async function runOne(
  request: RequestBlock,
  chain: readonly string[],
  context: RunContext,
): Promise<RunOutcome> {
  const prepared = await prepare(request, chain, context);
  if (prepared.kind !== 'resolved') return prepared;
  const { guard } = context.target;
  if (!guard) return sendPrepared(request, prepared, context);
  const turn = await guard.turn(originOfUrl(prepared.leaves.url) ?? '', context.signal);
  if (turn.kind === 'cancelled') return { kind: 'cancelled' };
  if (turn.kind === 'closed') return heldBack('rate-limited', turn.message);
  let outcome: RunOutcome | undefined;
  try {
    outcome = await sendPrepared(request, prepared, context);
    return outcome;
  } finally {
    turn.end(outcome?.kind === 'answered' ? outcome.exchange : undefined);
  }
}

/** Has everything that a request needs, up to where it would leave. */
export async function prepare(
  written: RequestBlock,
  chain: readonly string[],
  context: RunContext,
): Promise<Prepared | RunOutcome> {
  const { target, signal } = context;
  const asNobody = isNobody(context);
  const request = asNobody ? withoutCredentialLines(written) : written;
  const directives = readDirectives(request);
  if (directives.disabled)
    return unsendable({
      message: 'The request is switched off by `# @disabled`, so nothing was sent.',
      span: request.requestLine,
    });
  const broken = leftOut(target.file, request);
  if (broken.length) return unsendable(...broken);
  const inChain = request.name === '' ? chain : [...chain, request.name];
  // The logins whose answers were refused run before everything else, also where only their cookies are used.
  const logins = written === target.request ? (target.renew?.logins ?? []) : [];
  for (const ref of [...logins.map((name) => ({ name, again: true })), ...directives.refs]) {
    if (asNobody && isLoginNamed(ref.name, request, context)) continue;
    const failed = await runNamed(
      { kind: 'request', name: ref.name, span: request.requestLine },
      request,
      inChain,
      context,
      ref.again && mayRunAgain(ref.name, request, context),
    );
    if (failed) return failed;
  }
  const resolution = await resolve(request, context, (need) => runNamed(need, request, inChain, context, false));
  if (resolution.kind !== 'resolved') return resolution;
  const { request: resolved } = resolution.resolution;
  context.secrets.push(...resolution.resolution.secrets);
  const leaves = asNobody ? withoutCredentials(resolved) : resolved;
  const refused = target.guard?.refuses(written, leaves);
  if (refused !== undefined) return heldBack('unsafe', refused);
  if (!(await agree(request, leaves, directives, context))) return { kind: 'cancelled' };
  if (!(await mayGo(resolution, context))) return { kind: 'cancelled' };
  if (signal.aborted) return { kind: 'cancelled' };
  return { ...resolution, directives, leaves, useCookies: !asNobody };
}

async function sendPrepared(request: RequestBlock, prepared: Prepared, context: RunContext): Promise<RunOutcome> {
  const { target, host, signal, state } = context;
  const { resolution, tokens, used, directives, leaves, useCookies } = prepared;
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
  const ranFirst = [...context.ranFirst];
  const kept = { resolved: leaves, directives, keys: tokens.keys };
  return {
    kind: 'answered',
    exchange,
    ranFirst,
    secrets,
    used,
    sent: kept,
    ...(inVain ? { renewedInVain: true } : {}),
  };
}

function isLoginNamed(name: string, from: RequestBlock, { target }: RunContext): boolean {
  const wanted = requestNamed(target.file, name, from.requestLine.start);
  return wanted !== undefined && isLogin(wanted);
}

/** What ran for the first attempt a moment ago is not done twice, unless that changes nothing or is what is renewed. */
function mayRunAgain(name: string, from: RequestBlock, { target }: RunContext): boolean {
  if (!target.renew || target.renew.logins.includes(name)) return true;
  return isIdempotent(requestNamed(target.file, name, from.requestLine.start)?.method.text ?? '');
}

/** Runs a request that another refers to; undefined once its exchange is there. One that is under way is waited for. */
export async function runNamed(
  need: Extract<Need, { kind: 'request' }>,
  from: RequestBlock,
  chain: readonly string[],
  context: RunContext,
  again: boolean,
): Promise<RunOutcome | undefined> {
  const { target } = context;
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
  const its = await readyContextOf(wanted, context);
  if ('kind' in its) return its;
  if (!again && usable(wanted.name, from, context)) return undefined;
  const { state } = its;
  const key = ranKey(target.path, wanted.name);
  const underWay = state.underWay.get(key) ?? runOne(wanted, chain, its);
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

function becauseOf(
  name: string,
  outcome: Exclude<RunOutcome, { kind: 'answered' | 'cancelled' }>,
  need: { span: RunProblem['span'] },
): RunOutcome {
  if (outcome.kind === 'failed')
    return { ...outcome, message: `The request \`${name}\`, which runs first, got no answer. ${outcome.message}` };
  const own = {
    message: `The request \`${name}\` must run first, and could not be sent.`,
    ...(need.span ? { span: need.span } : {}),
  };
  // What ran before it, such as the call for its token, is the reason here as well.
  return { ...outcome, problems: [own, ...outcome.problems] };
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
