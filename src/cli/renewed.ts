import { mayRepeat, type RetryMode } from '../core/auth/renewal.ts';
import { explainRefusals } from '../core/explainAll.ts';
import type { Server } from '../core/facts/sign.ts';
import type { RunMemory } from '../run/index.ts';
import type { RunOutcome, RunTarget } from '../run/run.ts';
import type { TerminalHost } from './host.ts';

export interface RenewingWith {
  readonly memory: RunMemory;
  readonly host: TerminalHost;
  readonly retry: RetryMode;
  readonly own: readonly Server[];
  readonly signal: AbortSignal;
}

/** The outcome itself, or that of a second attempt where a fresh credential was had and the person or `--retry` agreed. */
export async function renewed(
  first: RunOutcome,
  target: RunTarget,
  { memory, host, retry, own, signal }: RenewingWith,
): Promise<RunOutcome> {
  if (retry === 'off' || first.kind !== 'answered' || first.exchange.response.status < 400) return first;
  const report = explainRefusals([first.exchange], host.now(), first.secrets, own)[0]?.report;
  if (!report) return first;
  const { renewAndRetry, renewalFor } = await import('../run/index.ts');
  const plan = renewalFor(first, report, target);
  if (!plan) return first;
  const unasked = mayRepeat(plan.renewal, retry, first.exchange.request.method);
  if (!unasked && !(await host.mayRenew(`${first.exchange.response.status}: renew ${plan.what} and send once more?`)))
    return first;
  return renewAndRetry(target, first, plan, memory, host, signal);
}
