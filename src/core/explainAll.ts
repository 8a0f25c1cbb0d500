import type { Diagnosis } from './diagnose.ts';
import type { Exchange } from './exchange.ts';
import { explain, explainWithDiagnosis } from './explain.ts';
import type { Knowledge } from './knowledge.ts';
import { ownLead } from './ownSign.ts';
import { isRefusal, mayBeExplained, mayStandIn } from './refusal.ts';
import { Repeats } from './repeats.ts';
import type { Report } from './report.ts';

export interface Explained {
  /** Index in the list or file, 0-based. */
  readonly entry: number;
  readonly exchange: Exchange;
  readonly report: Report;
}

/**
 * The refusals among these exchanges, each explained. 401, 403, 407 and 419 always are; a 400, 404, 405 or 409, a
 * redirect to a login page and an error inside a 200 are where the exchange itself says why.
 */
export function explainRefusals(exchanges: readonly Exchange[], now: number, knowledge: Knowledge = {}): Explained[] {
  const explainNext = refusalExplainer(now, knowledge);
  return exchanges.flatMap((exchange, entry) => explainNext(exchange, entry) ?? []);
}

/** Explains the exchanges of a log one after another; what tells nothing new gets the report of the one before it. */
export function refusalExplainer(
  now: number,
  knowledge: Knowledge = {},
): (exchange: Exchange, entry: number) => Explained | undefined {
  const repeats = new Repeats();
  let last: Explained | undefined;
  return (exchange, entry) => {
    // The exchange before it, being the same, stands for it: one of thousands is kept.
    if (repeats.tellsNothingNew(exchange)) return last && { ...last, entry };
    last = explainRefusal(exchange, entry, now, knowledge);
    return last;
  };
}

/** The same for one exchange; undefined where it is no refusal. `proof`: what experiments with its request showed. */
export function explainRefusal(
  exchange: Exchange,
  entry: number,
  now: number,
  knowledge: Knowledge = {},
): Explained | undefined {
  const { response } = exchange;
  const refused = isRefusal(response);
  const standsIn = mayStandIn(response);
  if (!mayBeExplained(response, knowledge.own)) return undefined;
  const { report, diagnosis } = explainWithDiagnosis(exchange, now, knowledge);
  const tells = standsIn ? says(diagnosis, response.status) : ownLead(diagnosis.facts) !== undefined;
  return refused || tells ? { entry, exchange, report } : undefined;
}

/** Why an exchange failed that is known to have been needed: any error is explained, also where its answer says little. */
export function explainFailure(exchange: Exchange, now: number, knowledge: Knowledge = {}): Report | undefined {
  return (
    explainRefusals([exchange], now, knowledge)[0]?.report ??
    (400 <= exchange.response.status ? explain(exchange, now, knowledge) : undefined)
  );
}

/** What fails by itself (500 and above) is a refusal only where the answer says so. */
function says({ findings, facts }: Diagnosis, status: number): boolean {
  const best = findings[0];
  if (!best) return false;
  if (best.cause.fallback) return status === 400 && refusesGrant(facts);
  const { certainty } = best.found;
  return certainty === 'proven' || certainty === 'stated' || (certainty === 'likely' && status < 500);
}

/** The code by which a token endpoint refuses what it is shown, though it does not say why (RFC 6749, 5.2). */
function refusesGrant({ tokenCall, statements }: Diagnosis['facts']): boolean {
  return tokenCall?.endpoint === 'token' && statements.some((it) => it.value === 'invalid_grant');
}
