import * as vscode from 'vscode';
import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { maskUrl } from '../core/mask.ts';
import type { Chained } from '../core/variables/scope.ts';
import type { RunMemory } from '../run/index.ts';
import type { RunOutcome, RunTarget } from '../run/run.ts';
import type { Documents } from './documents.ts';
import { type EnvironmentList, whereabouts } from './environments.ts';
import type { History, HistoryEntry } from './history.ts';
import { createHost } from './host.ts';
import { type RequestRef, requestById, requestId } from './requestId.ts';
import type { SignList } from './signs.ts';
import { requireTrust } from './trust.ts';
import { UserError } from './userError.ts';
import type { Verifications } from './verifications.ts';

/** Sends requests, one after another. The network code is loaded at the first send. */
export interface Runner extends vscode.Disposable {
  /** Sends one request; undefined when its document or the request is gone. Throws UserError where sending is not allowed. */
  send(ref: RequestRef): Promise<HistoryEntry | undefined>;
  /** Sends all requests of a file in order, stopping at a cancellation. */
  sendAll(uri: vscode.Uri): Promise<readonly HistoryEntry[]>;
  /** Sends again what was sent last. */
  resend(): Promise<HistoryEntry | undefined>;
  cancel(): void;
  /** The request under way. */
  readonly sending: { readonly label: string; readonly ref: RequestRef } | undefined;
  /** Something began or ended. */
  readonly onDidChange: vscode.Event<void>;
  clearCookies(): void;
  /** Reads from the last exchange of a named request of this memory; undefined where there is none. */
  chained(document: vscode.TextDocument, name: string, path: string): Chained | undefined;
}

interface Parts {
  readonly documents: Documents;
  readonly environments: EnvironmentList;
  readonly history: History;
  readonly signs: SignList;
  readonly verifications: Pick<Verifications, 'all'>;
  /** Called with each outcome, once it is in the history. */
  sent(entry: HistoryEntry): void;
  now(): number;
}

export function createRunner({ documents, environments, history, signs, verifications, sent, now }: Parts): Runner {
  const changed = new vscode.EventEmitter<void>();
  let memory: RunMemory | undefined;
  let underWay: { readonly label: string; readonly ref: RequestRef; readonly abort: AbortController } | undefined;
  let last: RequestRef | undefined;

  async function run(document: vscode.TextDocument, request: RequestBlock, batch?: object): Promise<HistoryEntry> {
    const ref = { uri: document.uri.toString(), id: requestId(documents.parsed(document), request) };
    const text = textOf(documents.parsed(document), request);
    const label = `${request.method.text} ${maskUrl(request.target.text)}`;
    const abort = new AbortController();
    underWay?.abort.abort();
    const mine = { label, ref, abort };
    underWay = mine;
    last = ref;
    changed.fire();
    try {
      await environments.read(document);
      const choice = environments.choice(document);
      const outcome = await runIt(
        {
          ...whereabouts(document),
          file: documents.parsed(document),
          request,
          ...choice,
          ...(batch ? { batch } : {}),
        },
        document.uri,
        abort.signal,
      );
      const entry = {
        ref,
        label,
        at: now(),
        outcome,
        ...(await explained(outcome, document.uri, now())),
        ...choice,
        text,
      };
      history.add(entry);
      sent(entry);
      return entry;
    } finally {
      if (underWay === mine) underWay = undefined;
      changed.fire();
    }
  }

  async function runIt(target: RunTarget, scope: vscode.Uri, signal: AbortSignal): Promise<RunOutcome> {
    const { createMemory, runRequest } = await import('../run/index.ts');
    memory ??= createMemory();
    return runRequest(target, memory, createHost(scope, now), signal);
  }

  /** The exchange of an outcome, and why it was refused where it was. */
  async function explained(
    outcome: RunOutcome,
    document: vscode.Uri,
    at: number,
  ): Promise<Pick<HistoryEntry, 'exchange' | 'report' | 'lessons'>> {
    if (outcome.kind !== 'answered') return {};
    const { exchange } = outcome;
    const [{ lessonsOf, reportOf }, own] = await Promise.all([import('./explaining.ts'), signs.of(document)]);
    const report = reportOf(exchange, at, outcome.secrets, own, verifications.all);
    const lessons = [...outcome.ranFirst.map((it) => it.exchange), exchange].flatMap((it) => lessonsOf(it, at));
    return { exchange, lessons, ...(report ? { report } : {}) };
  }

  async function send(ref: RequestRef): Promise<HistoryEntry | undefined> {
    requireTrust();
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(ref.uri, true));
    const request = requestById(documents.parsed(document), ref.id);
    return request && run(document, request);
  }

  return {
    send,
    async sendAll(uri) {
      requireTrust();
      const document = await vscode.workspace.openTextDocument(uri);
      const batch = {};
      const entries: HistoryEntry[] = [];
      for (const request of documents.parsed(document).requests) {
        const entry = await run(document, request, batch);
        entries.push(entry);
        if (entry.outcome.kind === 'cancelled') break;
      }
      return entries;
    },
    async resend() {
      if (!last) throw new UserError('Nothing was sent yet in this window.');
      return send(last);
    },
    cancel: () => underWay?.abort.abort(),
    get sending() {
      return underWay;
    },
    onDidChange: changed.event,
    clearCookies: () => memory?.clearCookies(),
    chained(document, name, path) {
      const { environment, user } = environments.choice(document);
      return memory?.chained(whereabouts(document).path, environment, user)(name, path);
    },
    dispose() {
      underWay?.abort.abort();
      changed.dispose();
    },
  };
}

/** The request's text, from its line to the end of its body. */
export function textOf(file: HttpFile, request: RequestBlock): string {
  return file.text.slice(request.requestSpan.start, request.requestSpan.end);
}
