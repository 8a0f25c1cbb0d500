import type { Diagnosis } from './diagnose.ts';
import type { Exchange } from './exchange.ts';
import { explainWithDiagnosis } from './explain.ts';
import type { Server } from './facts/sign.ts';
import { ownLead } from './ownSign.ts';
import { isRefusal, mayBeExplained, mayStandIn } from './refusal.ts';
import type { Report } from './report.ts';
import type { Secret } from './secret.ts';

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
export function explainRefusals(
  exchanges: readonly Exchange[],
  now: number,
  known: readonly Secret[] = [],
  own: readonly Server[] = [],
): Explained[] {
  return exchanges.flatMap((exchange, entry) => explainRefusal(exchange, entry, now, known, own) ?? []);
}

/** The same for one exchange; undefined where it is no refusal. */
export function explainRefusal(
  exchange: Exchange,
  entry: number,
  now: number,
  known: readonly Secret[] = [],
  own: readonly Server[] = [],
): Explained | undefined {
  const { response } = exchange;
  const refused = isRefusal(response);
  const standsIn = mayStandIn(response);
  if (!mayBeExplained(response, own)) return undefined;
  const { report, diagnosis } = explainWithDiagnosis(exchange, now, known, own);
  const tells = standsIn ? says(diagnosis, response.status) : ownLead(diagnosis.facts) !== undefined;
  return refused || tells ? { entry, exchange, report } : undefined;
}

/** What fails by itself (500 and above) is a refusal only where the answer says so. */
function says({ findings }: Diagnosis, status: number): boolean {
  const best = findings[0];
  if (!best || best.cause.fallback) return false;
  const { certainty } = best.found;
  return certainty === 'proven' || certainty === 'stated' || (certainty === 'likely' && status < 500);
}
