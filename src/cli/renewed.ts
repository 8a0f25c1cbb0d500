import { mayRepeat, type RetryMode } from '../core/auth/renewal.ts';
import type { SignInRequest } from '../core/auth/signIn.ts';
import type { Server } from '../core/facts/sign.ts';
import type { Report } from '../core/report.ts';
import { plain } from '../core/text.ts';
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
  // Loaded with the first refusal: most of what explains is words.
  const { explainRefusals } = await import('../core/explainAll.ts');
  const report = explainRefusals([first.exchange], host.now(), { known: first.secrets, own })[0]?.report;
  if (!report) return first;
  const { planFor, renewAndRetry, renewalFor } = await import('../run/index.ts');
  const headline = plain(report.headline);
  const plan = renewalFor(first, report, target);
  if (plan) {
    const question = `${headline}. Renew ${plan.what}, and send once more?`;
    if (!mayRepeat(plan.renewal, retry, first.exchange) && !(await host.mayRenew(question))) return first;
    return renewAndRetry(target, first, plan, memory, host, signal);
  }
  // What the server asks for besides needs a person, who is asked whatever `--retry` says.
  const stronger = askOf(report);
  const again = stronger && first.used.some((it) => it.from === 'session') && planFor(first, target.file, stronger.ask);
  if (!again || !(await host.mayRenew(`${headline}. ${stronger.title}, and send once more?`))) return first;
  return renewAndRetry(target, first, again, memory, host, signal);
}

/** What a new sign-in would have to ask for, where the best finding says so. */
function askOf({ findings }: Report): { readonly title: string; readonly ask: SignInRequest } | undefined {
  for (const fix of findings[0]?.fixes ?? []) {
    if (fix.kind === 'action' && fix.action.do === 'sign-in') return { title: plain(fix.title), ask: fix.action.ask };
  }
  return undefined;
}
