import type { Exchange } from './exchange.ts';
import { explainWithDiagnosis } from './explain.ts';
import { isRefusal } from './refusal.ts';
import type { Report } from './report.ts';
import { mayStandIn } from './standIn.ts';

export interface Explained {
  /** Index in the list, 0-based. */
  readonly entry: number;
  readonly exchange: Exchange;
  readonly report: Report;
}

/**
 * The refusals among these exchanges, each explained. 401, 403, 407 and 419 always are; a 400, 404, 405 or 409, a
 * redirect to a login page and an error inside a 200 are where the exchange itself says why.
 */
export function explainRefusals(exchanges: readonly Exchange[], now: number): Explained[] {
  const explained: Explained[] = [];
  exchanges.forEach((exchange, entry) => {
    const refused = isRefusal(exchange.response);
    if (!refused && !mayStandIn(exchange.response)) return;
    const { report, diagnosis } = explainWithDiagnosis(exchange, now);
    const best = diagnosis.findings[0];
    if (refused || (best && !best.cause.fallback && best.found.certainty !== 'possible')) {
      explained.push({ entry, exchange, report });
    }
  });
  return explained;
}
