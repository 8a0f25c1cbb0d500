import { isIdempotent } from '../core/auth/renewal.ts';
import type { RequestBlock } from '../core/http/httpFile.ts';
import { requestNamed } from '../core/http/requestNamed.ts';
import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import type { Need } from '../core/variables/scope.ts';
import { type RunContext, unsendable } from './context.ts';
import { type RunDirectives, readDirectives } from './directives.ts';
import { forgetInVain, wasInVain } from './inVain.ts';
import { leftOut } from './leftOut.ts';
import { ranKey } from './memory.ts';
import { remember, usable } from './named.ts';
import { mayGo } from './origins.ts';
import { rememberNonce, withProof } from './proof.ts';
import { resolve } from './resolving.ts';
import type { RunOutcome, RunProblem } from './run.ts';
import { sendResolved } from './sendResolved.ts';

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
  // The logins whose answers were refused run before everything else, also where only their cookies are used.
  const logins = request === target.request ? (target.renew?.logins ?? []) : [];
  for (const ref of [...logins.map((name) => ({ name, again: true })), ...directives.refs]) {
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
  const { tokens, used } = resolution;
  const { request: resolved } = resolution.resolution;
  context.secrets.push(...resolution.resolution.secrets);
  const secrets = [...context.secrets];
  if (!(await agree(request, resolved, directives, context))) return { kind: 'cancelled' };
  if (!(await mayGo(resolution, context))) return { kind: 'cancelled' };
  if (signal.aborted) return { kind: 'cancelled' };

  const proven = { ...(await withProof(resolved, tokens, context)), secrets };
  const sent = await sendResolved(proven, directives, { host, cookies: state.cookies, signal });
  if (sent.kind === 'failed') return sent.code === 'cancelled' ? { kind: 'cancelled', message: sent.message } : sent;
  rememberNonce(sent.exchange, context);
  if (request.name !== '') await remember(request, resolved, sent.exchange, context);
  if (sent.exchange.response.status < 400) forgetInVain(resolution, target, context.memory);
  const inVain = wasInVain(resolution, target, context.memory);
  const { exchange } = sent;
  const ranFirst = [...context.ranFirst];
  return { kind: 'answered', exchange, ranFirst, secrets, used, ...(inVain ? { renewedInVain: true } : {}) };
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
