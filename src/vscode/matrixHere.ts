import * as vscode from 'vscode';
import type { RequestBlock } from '../core/http/httpFile.ts';
import { requestId } from '../core/http/requestId.ts';
import { maskUrl } from '../core/mask.ts';
import type { RunStatuses } from '../core/matrix/compareRuns.ts';
import type { Cell, Matrix, MatrixRow } from '../core/matrix/matrix.ts';
import type { App } from './app.ts';
import type { HistoryEntry } from './history.ts';
import { textOf } from './runner.ts';
import { withoutLinks } from './userError.ts';

/** Sends requests of a document as each of its users, with progress and a question for those that change something. */
export async function runMatrixHere(
  app: App,
  document: vscode.TextDocument,
  requests: readonly RequestBlock[] | undefined,
  before?: RunStatuses,
): Promise<Matrix> {
  const [{ reportOf }, own] = await Promise.all([import('./explaining.ts'), app.signs.of(document.uri)]);
  const { environment } = app.environments.choice(document);
  const verifications = app.verifications.all;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Sending as each user', cancellable: true },
    (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return app.runner.lend(document, abort, async (run, target, { memory, host, signal }) => {
        const { runMatrix } = await run.loadMatrix();
        const { path, root, file } = target;
        return runMatrix(
          {
            files: [{ path, file, ...(root === undefined ? {} : { root }), ...(requests ? { requests } : {}) }],
            ...(environment === undefined ? {} : { environment }),
            host,
            memory,
          },
          {
            signal,
            explain: (exchange, secrets) => reportOf(exchange, app.now(), { known: secrets, own, verifications }),
            confirmUnsafe,
            onProgress: (done, total) => progress.report({ message: `${done} of ${total}`, increment: 100 / total }),
            ...(before ? { before } : {}),
          },
        );
      });
    },
  );
}

/** Asks once for all of them: they are sent as each user. */
async function confirmUnsafe(rows: readonly MatrixRow[]): Promise<readonly MatrixRow[]> {
  const listed = rows.slice(0, 10).map((it) => `${it.method} ${it.target}`);
  const more = rows.length - listed.length;
  const what = [...listed, ...(more ? [`and ${more} more`] : [])].join('\n');
  const go = 'Send as Each User';
  const chosen = await vscode.window.showWarningMessage(
    rows.length === 1
      ? 'This request may change something, and is sent once as each user.'
      : `${rows.length} requests may change something, and are sent once as each user.`,
    { modal: true, detail: withoutLinks(what) },
    go,
  );
  return chosen === go ? rows : [];
}

/** `admin 200 · viewer 403 · anonymous 401`, and what was let in against an expectation first. */
export function summaryOf({ users, cells }: Matrix): string {
  const opened = cells.filter((it) => it.verdict === 'opened').map((it) => users[it.user]?.name);
  const told = cells.map((it) => `${users[it.user]?.name} ${wordOf(it)}`).join(' · ');
  const unsure = users.filter((it) => it.state === 'not-proof').map((it) => it.name);
  return withoutLinks(
    [
      ...(opened.length ? [`Let in though it should not be: ${opened.join(', ')}.`] : []),
      `${told}.`,
      ...(unsure.length
        ? [`The credential of ${unsure.join(', ')} has ended or is rejected, so it proves nothing.`]
        : []),
    ].join(' '),
  );
}

function wordOf({ outcome }: Cell): string {
  if (outcome.kind === 'answered') return String(outcome.status);
  return outcome.kind === 'failed' ? 'without an answer' : `not sent (${outcome.why})`;
}

/** The answers of a request in the matrix, as if each had been sent by itself. */
export function historyOf(
  app: App,
  document: vscode.TextDocument,
  request: RequestBlock,
  { rows, users, cells, environment }: Matrix,
): readonly HistoryEntry[] {
  const file = app.documents.parsed(document);
  const ref = { uri: document.uri.toString(), id: requestId(file, request) };
  return cells.flatMap(({ row, user, outcome }): HistoryEntry[] => {
    const name = users[user]?.name;
    if (outcome.kind !== 'answered' || name === undefined || rows[row]?.id !== ref.id) return [];
    const { exchange, report } = outcome;
    return [
      {
        ref,
        label: `${request.method.text} ${maskUrl(request.target.text)}`,
        at: app.now(),
        outcome: { kind: 'answered', exchange, ranFirst: [], used: [] },
        exchange,
        ...(report ? { report } : {}),
        ...(environment === undefined ? {} : { environment }),
        user: name,
        text: textOf(file, request),
      },
    ];
  });
}
