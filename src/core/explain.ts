import { withinBounds } from './bounds.ts';
import { causes } from './causes/index.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import type { Exchange } from './exchange.ts';
import type { Server } from './facts/sign.ts';
import { readFacts } from './facts.ts';
import type { Verification } from './jwt/verification.ts';
import type { ProofFacts } from './prove/proof.ts';
import { makeReport, type Report } from './report.ts';
import type { Secret } from './secret.ts';
import { judgedByWhatIsShown } from './whatIsShown.ts';

/**
 * Why was this request refused? The whole way from the exchange to what is shown.
 * `now` is in milliseconds since the epoch, and stands in where the exchange does not tell when it was sent.
 * `known`: values that the sender knows to be secrets, to be masked besides those that the exchange shows to be.
 * `own`: servers of one's own, as read from the files of `why401.signs`; their rules go before ours.
 * `verifications`: what was found out about tokens that were verified. `proof`: what experiments with the request showed.
 */
export function explain(
  exchange: Exchange,
  now: number,
  known: readonly Secret[] = [],
  own: readonly Server[] = [],
  verifications: readonly Verification[] = [],
  proof?: ProofFacts,
): Report {
  return explainWithDiagnosis(exchange, now, known, own, verifications, proof).report;
}

/** The same, with what the report was made from: for shells that also show tokens or log rules that broke. */
export function explainWithDiagnosis(
  exchange: Exchange,
  now: number,
  known: readonly Secret[] = [],
  own: readonly Server[] = [],
  verifications: readonly Verification[] = [],
  proof?: ProofFacts,
): { report: Report; diagnosis: Diagnosis } {
  const read = withinBounds(exchange);
  const diagnosis = diagnose(readFacts(read, now, own, verifications, proof), judgedByWhatIsShown(read, causes));
  return { report: makeReport(diagnosis, known), diagnosis };
}
