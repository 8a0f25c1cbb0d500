import { writeBetterRefusal } from '../core/better/writeBetterRefusal.ts';
import type { Exchange } from '../core/exchange.ts';
import { explain, explainWithDiagnosis } from '../core/explain.ts';
import { explainRefusals } from '../core/explainAll.ts';
import { explainText } from '../core/explainText.ts';
import type { RefusalForm } from '../core/print/refusalCode.ts';
import type { Report } from '../core/report.ts';
import type { Secret } from '../core/secret.ts';

/** The engine, its causes and the readers: a bundle of its own (`dist/explaining.cjs`), loaded at the first answer. */

/**
 * Why an answer is a refusal; undefined where it is none. `now` in milliseconds since the epoch.
 * `known`: what the sender knows to be secret, masked besides what the exchange shows to be.
 */
export function reportOf(exchange: Exchange, now: number, known: readonly Secret[] = []): Report | undefined {
  return explainRefusals([exchange], now, known)[0]?.report;
}

/** The same for an exchange that a person asks about: any error is looked at. */
export function reportOnRequest(exchange: Exchange, now: number): Report | undefined {
  return reportOf(exchange, now) ?? (400 <= exchange.response.status ? explain(exchange, now) : undefined);
}

/** Reads a text and explains its refusals, an entry a step. */
export function stepsOf(text: string, now: number): ReturnType<typeof explainText> {
  return explainText(text, now);
}

/** The refusal that the API ought to have sent, written in one form; undefined where the cause is not known. */
export function betterRefusalOf(
  exchange: Exchange,
  form: RefusalForm,
  now: number,
  known: readonly Secret[] = [],
): string | undefined {
  return writeBetterRefusal(explainWithDiagnosis(exchange, now, known).diagnosis, form, known);
}
