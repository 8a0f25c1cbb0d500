import type * as vscode from 'vscode';
import type { Knowledge } from '../core/knowledge.ts';
import type { Report } from '../core/report.ts';
import type { Secret } from '../core/secret.ts';
import type { Answered, Retried, RunOutcome, RunTarget, Unsendable } from '../run/run.ts';
import type { FirstAttempt, HistoryEntry } from './history.ts';
import type { SignList } from './signs.ts';
import type { Verifications } from './verifications.ts';

/** Explains what came of a request. The engine is loaded at the first answer. */
export interface OutcomeReader {
  /** What is kept of an outcome besides itself: the exchange to show, why it was refused, what could be renewed. */
  explained(
    outcome: RunOutcome,
    target: RunTarget,
    document: vscode.Uri,
  ): Promise<Omit<HistoryEntry, 'label' | 'at' | 'outcome'>>;
  /** The refusal that kept a request from being sent, where what had to run first was refused. */
  failedFirst(
    outcome: Unsendable,
    document: vscode.Uri,
  ): Promise<Pick<HistoryEntry, 'exchange' | 'report' | 'failedFirst' | 'first'>>;
  /** Why an exchange was refused; undefined where it was not. `besides`: what is known of it by other ways. */
  reported(
    answered: Pick<Answered, 'exchange' | 'secrets'>,
    document: vscode.Uri,
    besides?: Besides,
  ): Promise<Report | undefined>;
}

/** What experiments with the request showed, what the server's log says of it, and the guards of its route. */
export type Besides = Pick<Knowledge, 'proof' | 'log' | 'routes'>;

interface Parts {
  readonly signs: SignList;
  readonly verifications: Pick<Verifications, 'all'>;
  now(): number;
}

export function createOutcomeReader({ signs, verifications, now }: Parts): OutcomeReader {
  /** The exchange of an outcome, why it was refused where it was, and what could be renewed then. */
  async function explained(
    outcome: RunOutcome,
    target: RunTarget,
    document: vscode.Uri,
  ): Promise<Omit<HistoryEntry, 'label' | 'at' | 'outcome'>> {
    if (outcome.kind === 'unsendable') return failedFirst(outcome, document);
    if (outcome.kind !== 'answered') return {};
    const { exchange, ranFirst, renewed, secrets } = outcome;
    const [{ lessonsOf }, { renewalFor }] = await Promise.all([import('./explaining.ts'), import('../run/index.ts')]);
    const report = await reported(outcome, document);
    const lessons = [...ranFirst.map((it) => it.exchange), exchange].flatMap((it) => lessonsOf(it, now()));
    // What was renewed a moment ago and refused again is not offered a third time.
    const renewable = report && !renewed ? renewalFor(outcome, report, target)?.what : undefined;
    return {
      exchange,
      lessons,
      ...(report ? { report } : {}),
      ...(renewed ? { first: await firstAttempt(renewed, secrets, document) } : {}),
      ...(renewable === undefined ? {} : { renewable }),
    };
  }

  /** What had to run first was refused: that refusal is what there is to explain. */
  async function failedFirst(
    { ranFirst, renewed, secrets = [] }: Unsendable,
    document: vscode.Uri,
  ): Promise<Pick<HistoryEntry, 'exchange' | 'report' | 'failedFirst' | 'first'>> {
    const last = ranFirst?.at(-1);
    if (!last) return {};
    const [{ reportOnRequest }, own] = await Promise.all([import('./explaining.ts'), signs.of(document)]);
    const report = reportOnRequest(last.exchange, now(), { own, verifications: verifications.all, known: secrets });
    if (!report) return {};
    const first = renewed ? { first: await firstAttempt(renewed, secrets, document) } : {};
    return { exchange: last.exchange, report, failedFirst: last.name, ...first };
  }

  async function firstAttempt(
    { first, what }: Retried,
    secrets: readonly Secret[] = [],
    document: vscode.Uri,
  ): Promise<FirstAttempt> {
    const report = await reported({ exchange: first, secrets }, document);
    return { exchange: first, renewed: what, ...(report ? { report } : {}) };
  }

  async function reported(
    { exchange, secrets }: Pick<Answered, 'exchange' | 'secrets'>,
    document: vscode.Uri,
    besides?: Besides,
  ): Promise<Report | undefined> {
    const [{ reportOf }, own] = await Promise.all([import('./explaining.ts'), signs.of(document)]);
    return reportOf(exchange, now(), { known: secrets, own, verifications: verifications.all, ...besides });
  }

  return { explained, failedFirst, reported };
}
