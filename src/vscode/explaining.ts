import { writeBetterRefusal } from '../core/better/writeBetterRefusal.ts';
import { readCare } from '../core/care/index.ts';
import { readRefreshed } from '../core/care/refreshed.ts';
import type { CareScene, Remark } from '../core/care/remark.ts';
import type { Cause } from '../core/cause.ts';
import type { CauseId } from '../core/causeIds.ts';
import { causes } from '../core/causes/index.ts';
import type { Lesson } from '../core/check/hostMemory.ts';
import { lessonsFrom } from '../core/check/lessons.ts';
import type { Exchange } from '../core/exchange.ts';
import { explainWithDiagnosis } from '../core/explain.ts';
import { explainFailure, explainRefusal } from '../core/explainAll.ts';
import { explainText } from '../core/explainText.ts';
import type { Server } from '../core/facts/sign.ts';
import { readFacts } from '../core/facts.ts';
import type { Knowledge } from '../core/knowledge.ts';
import type { RefusalForm } from '../core/print/refusalCode.ts';
import type { Report } from '../core/report.ts';
import { draftSign, type SignDraft } from '../core/servers/draftSign.ts';
import type { ServerView } from '../sidebar/serverProtocol.ts';
import { type ServerScene, serverView } from './sidebar/server.ts';

/** The engine, its causes and the readers: a bundle of its own (`dist/explaining.cjs`), loaded at the first answer. */

/**
 * Why an answer is a refusal; undefined where it is none. `now` in milliseconds since the epoch.
 */
export function reportOf(exchange: Exchange, now: number, knowledge: Knowledge = {}): Report | undefined {
  return explainRefusal(exchange, 0, now, knowledge)?.report;
}

/** What could be better about a token. `calls`: what was sent with it or before it, which may show how it is renewed. */
export function careFor(scene: CareScene, calls: readonly Exchange[]): readonly Remark[] {
  const refreshed = calls.flatMap((it) => readRefreshed(it) ?? []).at(-1);
  return readCare({ ...scene, ...(refreshed ? { refreshed } : {}) });
}

/** What an answer, and those that came before it by redirects, teach of their hosts. */
export function lessonsOf(exchange: Exchange, now: number): readonly Lesson[] {
  return [...exchange.earlier, exchange].flatMap((it) => lessonsFrom(it, readFacts(it, now)));
}

/** The same for an exchange that a person asks about: any error is looked at. */
export function reportOnRequest(exchange: Exchange, now: number, knowledge: Knowledge = {}): Report | undefined {
  return explainFailure(exchange, now, knowledge);
}

/** Reads a text and explains its refusals, an entry a step. */
export function stepsOf(text: string, now: number, own: readonly Server[] = []): ReturnType<typeof explainText> {
  return explainText(text, now, { own });
}

/** The refusal that the API ought to have sent, written in one form; undefined where the cause is not known. */
export function betterRefusalOf(
  exchange: Exchange,
  form: RefusalForm,
  now: number,
  knowledge: Knowledge = {},
): string | undefined {
  return writeBetterRefusal(explainWithDiagnosis(exchange, now, knowledge).diagnosis, form, knowledge.known);
}

/** What a rule for this refusal would go by, and the causes to choose its meaning from, that of the report first. */
export function signChoicesFor(
  exchange: Exchange,
  report: Report,
  now: number,
): { readonly draft: SignDraft | undefined; readonly causes: readonly Pick<Cause, 'id' | 'title' | 'why'>[] } {
  const best = report.findings[0]?.id;
  const rank = ({ id, fallback }: Cause) => (fallback ? 2 : id === best ? 0 : 1);
  return {
    draft: draftSign(readFacts(exchange, now)),
    causes: causes.toSorted((a, b) => rank(a) - rank(b)).map(({ id, title, why }) => ({ id, title, why })),
  };
}

/** A cause in words: its title, and why servers refuse for it. */
export function causeWords(id: CauseId): Pick<Cause, 'title' | 'why'> {
  return causes.find((it) => it.id === id) ?? { title: id, why: '' };
}

/** What the server's log and the source code tell of an answer, for the sidebar. */
export function serverSections(scene: ServerScene): ServerView | undefined {
  return serverView(scene);
}
