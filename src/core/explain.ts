import { withinBounds } from './bounds.ts';
import { causes } from './causes/index.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import type { Exchange } from './exchange.ts';
import { readFacts } from './facts.ts';
import type { Knowledge } from './knowledge.ts';
import { makeReport, type Report } from './report.ts';
import { judgedByWhatIsShown } from './whatIsShown.ts';

/**
 * Why was this request refused? The whole way from the exchange to what is shown.
 * `now` is in milliseconds since the epoch, and stands in where the exchange does not tell when it was sent.
 */
export function explain(exchange: Exchange, now: number, knowledge: Knowledge = {}): Report {
  return explainWithDiagnosis(exchange, now, knowledge).report;
}

/** The same, with what the report was made from: for shells that also show tokens or log rules that broke. */
export function explainWithDiagnosis(
  exchange: Exchange,
  now: number,
  knowledge: Knowledge = {},
): { report: Report; diagnosis: Diagnosis } {
  const read = withinBounds(exchange);
  const diagnosis = diagnose(readFacts(read, now, knowledge), judgedByWhatIsShown(read, causes));
  return { report: makeReport(diagnosis, knowledge.known), diagnosis };
}
