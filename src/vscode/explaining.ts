import { writeBetterRefusal } from '../core/better/writeBetterRefusal.ts';
import type { Lesson } from '../core/check/hostMemory.ts';
import { lessonsFrom } from '../core/check/lessons.ts';
import type { Exchange } from '../core/exchange.ts';
import { explain, explainWithDiagnosis } from '../core/explain.ts';
import { type Explained, explainRefusals } from '../core/explainAll.ts';
import { readFacts } from '../core/facts.ts';
import type { RefusalForm } from '../core/print/refusalCode.ts';
import { type Reading, readExchanges } from '../core/read/index.ts';
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

/** What an answer, and those that came before it by redirects, teach of their hosts. */
export function lessonsOf(exchange: Exchange, now: number): readonly Lesson[] {
  return [...exchange.earlier, exchange].flatMap((it) => lessonsFrom(it, readFacts(it, now)));
}

/** The same for an exchange that a person asks about: any error is looked at. */
export function reportOnRequest(exchange: Exchange, now: number): Report | undefined {
  return reportOf(exchange, now) ?? (400 <= exchange.response.status ? explain(exchange, now) : undefined);
}

/** Reads a HAR, curl output or raw messages, with the refusals among them. */
export function readPasted(text: string, now: number): Reading & { readonly refusals: readonly Explained[] } {
  const reading = readExchanges(text);
  return { ...reading, refusals: explainRefusals(reading.exchanges, now) };
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
