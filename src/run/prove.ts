import { type Exchange, fieldValue, fieldValues, type HeaderField } from '../core/exchange.ts';
import { secretsOf } from '../core/knownSecrets.ts';
import { maskUrl } from '../core/mask.ts';
import { applyChange } from '../core/prove/applyChange.ts';
import { refusedHop } from '../core/prove/carried.ts';
import { controlsFor } from '../core/prove/controlsFor.ts';
import { type Experiment, type Finding, mostExperiments } from '../core/prove/experiment.ts';
import { experimentsFor } from '../core/prove/experimentsFor.ts';
import { learn } from '../core/prove/learn.ts';
import type { ProofFacts } from '../core/prove/proof.ts';
import type { Report } from '../core/report.ts';
import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import { readEnvironments } from '../local/envFiles.ts';
import { createCookies } from '../send/cookies.ts';
import type { RunMemory } from './memory.ts';
import { type LentUser, otherUsers } from './otherUsers.ts';
import { withProof } from './proof.ts';
import type { Answered, RunHost, RunTarget } from './run.ts';
import { sendResolved } from './sendResolved.ts';

/** What is to be sent to prove a diagnosis, in this order; what checks the answers may follow. */
export interface ProofPlan {
  readonly experiments: readonly Experiment[];
  /** The method of all of them changes nothing (RFC 9110, 9.2.1). */
  readonly isSafe: boolean;
  readonly outcome: Answered;
  readonly request: ResolvedRequest;
  readonly others: readonly LentUser[];
}

/** One request before it goes. */
export interface Step {
  readonly experiment: Experiment;
  /** Counts from 1; those that check the answers are not known beforehand. */
  readonly number: number;
  readonly method: string;
  /** As it may be shown. */
  readonly url: string;
}

export interface Proving {
  readonly memory: RunMemory;
  readonly host: RunHost;
  readonly signal: AbortSignal;
  /** Each is shown before it goes. */
  show(step: Step): void;
  /** Asked for each request whose method may change something; without it, none of these is sent. */
  confirm?(step: Step): Promise<boolean>;
}

/** What to send to learn more about a refusal. Sends nothing. A text says why there is nothing to send. */
export async function planProof(
  target: RunTarget,
  outcome: Answered,
  report: Pick<Report, 'findings'>,
  { memory, host, signal }: Pick<Proving, 'memory' | 'host' | 'signal'>,
): Promise<ProofPlan | string> {
  const best = report.findings[0];
  if (best?.certainty === 'proven') return 'The reason is proven already.';
  const request = baseOf(outcome);
  if (!request) return 'The request as it was sent is not known any more: send it again first.';
  const environments = await readEnvironments(target.path, {
    ...(target.root === undefined ? {} : { root: target.root }),
    openText: (path) => host.openText?.(path),
    restClientVariables: host.restClientVariables,
  });
  const others = await otherUsers(target, environments, memory, host, signal);
  const experiments = experimentsFor(report, outcome.exchange, request, others);
  if (experiments.length === 0) return 'Nothing that can be changed in this request would tell more about the refusal.';
  return { experiments, isSafe: /^(?:GET|HEAD|OPTIONS)$/.test(request.method), outcome, request, others };
}

/**
 * Sends the experiments, one after another, and says what they show. Nothing of their answers is kept, no session is
 * renewed, no redirect is followed, and what is not safe goes only after a question.
 */
export async function prove(plan: ProofPlan, proving: Proving): Promise<ProofFacts> {
  const { experiments, isSafe, outcome, request, others } = plan;
  const findings: Finding[] = [];
  await sendAll(experiments);
  await sendAll(controlsFor(outcome.exchange, findings));
  return learn(outcome.exchange, findings);

  async function sendAll(wanted: readonly Experiment[]): Promise<void> {
    for (const experiment of wanted) {
      if (proving.signal.aborted || mostExperiments <= findings.length || isOver()) return;
      findings.push(await sendOne(experiment));
    }
  }

  /** What was answered otherwise, or refused for its number, tells nothing more by being asked again. */
  function isOver(): boolean {
    const { doubt } = learn(outcome.exchange, findings);
    return doubt !== undefined && findings.length !== 0;
  }

  async function sendOne(experiment: Experiment): Promise<Finding> {
    const { change } = experiment;
    const as = change.change === 'user' ? others.find((it) => it.name === change.to) : undefined;
    const changed = applyChange(request, change, as?.request);
    if (!changed) return { experiment, failed: 'There is nothing to change.' };
    const secrets = [...(outcome.secrets ?? []), ...(as?.secrets ?? [])];
    const step = stepOf(plan, experiment, findings.length + 1);
    proving.show(step);
    if (!isSafe && !(await proving.confirm?.(step)))
      return { experiment, failed: `${changed.method} may change something, and nobody agreed to it.` };
    if (proving.signal.aborted) return { experiment, failed: 'It was cancelled.' };
    const keys = new Map([...(outcome.sent?.keys ?? []), ...(as?.keys ?? [])]);
    const { auth, ...proven } = await withProof(changed, { keys }, proving);
    const sent = await sendResolved(
      { ...proven, ...(auth ? { auth } : {}), secrets },
      { ...(outcome.sent?.directives ?? { refs: [] }), followRedirects: false, useCookies: false },
      { host: proving.host, cookies: createCookies(), signal: proving.signal },
    );
    return sent.kind === 'failed' ? { experiment, failed: sent.message } : { experiment, exchange: sent.exchange };
  }
}

/** The planned requests as they may be shown. */
export function stepsOf(plan: ProofPlan): Step[] {
  return plan.experiments.map((it, at) => stepOf(plan, it, at + 1));
}

function stepOf({ request, outcome, others }: ProofPlan, experiment: Experiment, number: number): Step {
  const { change } = experiment;
  const as = change.change === 'user' ? others.find((it) => it.name === change.to) : undefined;
  const { method, url } = applyChange(request, change, as?.request) ?? request;
  const known = secretsOf(outcome.exchange, [...(outcome.secrets ?? []), ...(as?.secrets ?? [])]);
  return { experiment, number, method, url: maskUrl(url, known) };
}

/** The request that was refused, as it can be sent again: what was written, and the cookies that went along. */
function baseOf({ exchange, sent }: Answered): ResolvedRequest | undefined {
  if (!sent) return undefined;
  const hop = refusedHop(exchange);
  const { method, url } = hop.request;
  const { assumedHttps: _, ...resolved } = sent.resolved;
  if (hop.follows !== 'redirect') return { ...resolved, url, headers: withCookiesOf(hop, resolved.headers) };
  // Where a redirect led to another origin, what did not go along then does not go now.
  const body = method === resolved.method && hop.request.body ? resolved.body : undefined;
  return {
    method,
    url,
    headers: hop.request.headers.filter((it) => !ofTheMessage.test(it.name)),
    ...(body ? { body } : {}),
  };
}

function withCookiesOf({ request }: Exchange, written: readonly HeaderField[]): readonly HeaderField[] {
  if (fieldValue(written, 'Cookie') !== undefined) return written;
  return [...written, ...fieldValues(request.headers, 'Cookie').map((value) => ({ name: 'Cookie', value }))];
}

/** Fields that are made for each message. */
const ofTheMessage = /^(?:host|content-length|connection|transfer-encoding|accept-encoding|dpop)$/i;
