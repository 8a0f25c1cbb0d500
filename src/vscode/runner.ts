import * as vscode from 'vscode';
import { mayRepeat } from '../core/auth/renewal.ts';
import type { SignInRequest } from '../core/auth/signIn.ts';
import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import { requestById, requestId } from '../core/http/requestId.ts';
import { maskUrl } from '../core/mask.ts';
import type { Chained } from '../core/variables/scope.ts';
import type { Lent, RunMemory, SignInTarget } from '../run/index.ts';
import type { RunHost, RunOutcome, RunTarget } from '../run/run.ts';
import type { Documents } from './documents.ts';
import { type EnvironmentList, whereabouts } from './environments.ts';
import type { History, HistoryEntry } from './history.ts';
import type { OutcomeReader } from './outcomeReader.ts';
import type { RequestRef } from './requestId.ts';
import { setting } from './settings.ts';
import { requireTrust } from './trust.ts';
import { UserError, withoutLinks } from './userError.ts';

/** Sends requests, one after another. The network code is loaded at the first send. */
export interface Runner extends vscode.Disposable {
  /**
   * Sends one request; undefined when its document or the request is gone. Throws UserError where sending is not allowed.
   * `user`: in place of the one that `# @as` names, or that is selected.
   */
  send(ref: RequestRef, user?: string): Promise<HistoryEntry | undefined>;
  /** Sends all requests of a file in order, stopping at a cancellation. */
  sendAll(uri: vscode.Uri): Promise<readonly HistoryEntry[]>;
  /** Sends again what was sent last. */
  resend(): Promise<HistoryEntry | undefined>;
  /**
   * Has anew what the last answer to a request refused, asking for `ask` besides, and sends once more. Throws UserError
   * where nothing is known that could be renewed.
   */
  renew(ref: RequestRef, ask?: SignInRequest): Promise<HistoryEntry | undefined>;
  /** Lends what a run has for something else than sending: signing in and out. Throws UserError where that is not allowed. */
  lend<T>(
    document: vscode.TextDocument,
    abort: AbortController,
    use: (run: typeof import('../run/index.ts'), target: SignInTarget, lent: Lent) => Promise<T>,
  ): Promise<T>;
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
  readonly reader: OutcomeReader;
  /** Called with each outcome, once it is in the history. */
  sent(entry: HistoryEntry): void;
  /** What a run asks of the editor, for a document; `cancel`: a person has ended it. */
  host(scope: vscode.Uri, cancel: () => void): RunHost;
  now(): number;
}

/** One way of having an answer: sending, or renewing and sending. */
type Attempt = (target: RunTarget, scope: vscode.Uri, signal: AbortSignal) => Promise<RunOutcome>;

export function createRunner({ documents, environments, history, reader, sent, now, ...parts }: Parts): Runner {
  const changed = new vscode.EventEmitter<void>();
  let memory: RunMemory | undefined;
  let underWay: { readonly label: string; readonly ref: RequestRef; readonly abort: AbortController } | undefined;
  let last: { readonly ref: RequestRef; readonly user?: string } | undefined;
  const cancel = () => underWay?.abort.abort();
  const host = (scope: vscode.Uri) => parts.host(scope, cancel);

  async function run(
    document: vscode.TextDocument,
    request: RequestBlock,
    {
      batch,
      attempt = sendIt,
      user,
    }: { readonly batch?: object; readonly attempt?: Attempt; readonly user?: string } = {},
  ): Promise<HistoryEntry> {
    const ref = { uri: document.uri.toString(), id: requestId(documents.parsed(document), request) };
    const text = textOf(documents.parsed(document), request);
    const label = `${request.method.text} ${maskUrl(request.target.text)}`;
    const abort = new AbortController();
    underWay?.abort.abort();
    const mine = { label, ref, abort };
    underWay = mine;
    last = { ref, ...(user === undefined ? {} : { user }) };
    changed.fire();
    try {
      await environments.read(document);
      const choice = { ...environments.choice(document, request), ...(user === undefined ? {} : { user }) };
      const target = {
        ...whereabouts(document),
        file: documents.parsed(document),
        request,
        ...choice,
        ...(batch ? { batch } : {}),
      };
      const outcome = await attempt(target, document.uri, abort.signal);
      const entry = {
        ref,
        label,
        at: now(),
        outcome,
        ...(await reader.explained(outcome, target, document.uri)),
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

  /** Sends; where the setting says so, renews what was refused and sends once more. */
  async function sendIt(target: RunTarget, scope: vscode.Uri, signal: AbortSignal): Promise<RunOutcome> {
    const { createMemory, renewAndRetry, renewalFor, runRequest } = await import('../run/index.ts');
    memory ??= createMemory();
    const first = await runRequest(target, memory, host(scope), signal);
    const mode = setting('retry', scope);
    if (mode !== 'auto' || first.kind !== 'answered') return first;
    const report = await reader.reported(first, scope);
    const plan = report && renewalFor(first, report, target);
    if (!plan) return first;
    const { method, url } = first.exchange.request;
    if (!mayRepeat(plan.renewal, mode, first.exchange)) {
      const go = 'Renew and Send Again';
      const question = withoutLinks(`Renew ${plan.what} and send the ${method} again?`);
      const detail = `${maskUrl(url)} refused it with ${report.status}. Whether anything was done before that is not known.`;
      if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, go)) !== go) return first;
    }
    return renewAndRetry(target, first, plan, memory, host(scope), signal);
  }

  async function renew(ref: RequestRef, ask?: SignInRequest): Promise<HistoryEntry | undefined> {
    requireTrust();
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(ref.uri, true));
    const file = documents.parsed(document);
    const request = requestById(file, ref.id);
    const before = history.of(ref)?.outcome;
    if (!request) return undefined;
    const { planFor, renewAndRetry } = await import('../run/index.ts');
    const plan = before?.kind === 'answered' ? planFor(before, file, ask) : undefined;
    if (before?.kind !== 'answered' || !plan || !memory)
      throw new UserError('Where the credential of this request came from is not known here, so it cannot be renewed.');
    const known = memory;
    const user = history.of(ref)?.user;
    return run(document, request, {
      ...(user === undefined ? {} : { user }),
      attempt: (target, scope, signal) => renewAndRetry(target, before, plan, known, host(scope), signal),
    });
  }

  async function send(ref: RequestRef, user?: string): Promise<HistoryEntry | undefined> {
    requireTrust();
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(ref.uri, true));
    const request = requestById(documents.parsed(document), ref.id);
    return request && run(document, request, user === undefined ? {} : { user });
  }

  return {
    send,
    async sendAll(uri) {
      requireTrust();
      const document = await vscode.workspace.openTextDocument(uri);
      const batch = {};
      const entries: HistoryEntry[] = [];
      for (const request of documents.parsed(document).requests) {
        const entry = await run(document, request, { batch });
        entries.push(entry);
        if (entry.outcome.kind === 'cancelled') break;
      }
      return entries;
    },
    async resend() {
      if (!last) throw new UserError('Nothing was sent yet in this window.');
      return send(last.ref, last.user);
    },
    renew,
    async lend(document, abort, use) {
      requireTrust();
      const run = await import('../run/index.ts');
      memory ??= run.createMemory();
      const host = parts.host(document.uri, () => abort.abort());
      const target = { ...whereabouts(document), file: documents.parsed(document) };
      return use(run, target, { memory, host, signal: abort.signal });
    },
    cancel,
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
