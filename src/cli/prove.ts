import { explainRefusal } from '../core/explainAll.ts';
import type { Server } from '../core/facts/sign.ts';
import { visibleLine } from '../core/print/visible.ts';
import type { ProofFacts } from '../core/prove/proof.ts';
import { plain } from '../core/text.ts';
import type { RunMemory } from '../run/index.ts';
import type { RunOutcome, RunTarget } from '../run/run.ts';
import type { TerminalHost } from './host.ts';
import type { Io } from './io.ts';

export interface ProvingWith {
  readonly memory: RunMemory;
  readonly host: TerminalHost;
  readonly own: readonly Server[];
  readonly signal: AbortSignal;
  readonly io: Io;
}

/**
 * What experiments show of a refusal: each is said on standard error before it goes. Undefined where there is no refusal,
 * or where nothing was sent, which is said too.
 */
export async function proved(
  outcome: RunOutcome,
  target: RunTarget,
  { memory, host, own, signal, io }: ProvingWith,
): Promise<ProofFacts | undefined> {
  if (outcome.kind !== 'answered') return undefined;
  const report = explainRefusal(outcome.exchange, 0, host.now(), { known: outcome.secrets, own })?.report;
  if (!report) return undefined;
  const say = (line: string) => io.err(`why401: ${visibleLine(line)}\n`);
  const { planProof, prove } = await import('../run/index.ts');
  const plan = await planProof(target, outcome, report, { memory, host, signal });
  if (typeof plan === 'string') {
    say(`${plan} Nothing more was sent.`);
    return undefined;
  }
  if (!plan.isSafe && !io.canAsk) {
    say(
      `${plan.request.method} may change something, and there is no terminal to ask at: nothing more was sent. GET, HEAD and OPTIONS are proven without a question.`,
    );
    return undefined;
  }
  return prove(plan, {
    memory,
    host,
    signal,
    show: ({ experiment, number, method, url }) => say(`${number}. ${method} ${url}  ${plain(experiment.title)}`),
    confirm: ({ method, url }) => host.confirm(`${method} ${url} may change something. Send it?`),
  });
}
