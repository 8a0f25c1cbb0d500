import { randomBytes } from 'node:crypto';
import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { requestById } from '../../core/http/requestId.ts';
import { maskUrl } from '../../core/mask.ts';
import { shortTitle } from '../../core/matrix/cellWords.ts';
import { type RunStatuses, statusesOf } from '../../core/matrix/compareRuns.ts';
import type { CellPlace, FromMatrix } from '../../sidebar/matrix/protocol.ts';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { requestLineRange } from '../convert.ts';
import { textOf } from '../runner.ts';
import { requireTrust } from '../trust.ts';
import { isUserError, UserError } from '../userError.ts';
import { rejudged, writeExpectations } from './expectations.ts';
import { matrixHtml } from './html.ts';
import { renewUser } from './renewUser.ts';
import { type Ran, sendMatrix, usersOf } from './running.ts';
import { createUnderWay, type UnderWay } from './shown.ts';
import { cellAt, matrixState } from './state.ts';

/** The access matrix of one file, in an editor tab. */
export interface MatrixTab {
  readonly uri: vscode.Uri;
  readonly panel: vscode.WebviewPanel;
  /** Runs it, unless it runs already. Throws UserError where it cannot. */
  run(): Promise<void>;
  write(): Promise<void>;
}

/** Cells come in flocks; one state is sent for all. */
const pauseMs = 80;

export function openTab(app: App, uri: vscode.Uri): MatrixTab {
  const name = basename(uri.path);
  const panel = vscode.window.createWebviewPanel('why401.matrix', `Access Matrix: ${name}`, vscode.ViewColumn.Active);
  let underWay: { readonly cells: UnderWay; readonly abort: AbortController } | undefined;
  let last: (Ran & { readonly environment: string | undefined; readonly before: RunStatuses | undefined }) | undefined;
  let opened: CellPlace | undefined;
  let pause: NodeJS.Timeout | undefined;
  let environment: string | undefined;
  let choosable = false;

  const open = () => vscode.workspace.openTextDocument(uri);

  function refresh(): void {
    pause ??= setTimeout(() => {
      pause = undefined;
      post();
    }, pauseMs);
  }

  function post(): void {
    if (!panel.visible) return;
    const state = matrixState({
      file: name,
      choosable,
      ...(environment === undefined ? {} : { environment }),
      ...(underWay ? { underWay: underWay.cells } : {}),
      ...(last ? { matrix: last.matrix } : {}),
      ...(opened ? { opened } : {}),
    });
    void panel.webview.postMessage({ type: 'state', state });
  }

  async function run(confirmed: ReadonlySet<string> = new Set()): Promise<void> {
    requireTrust();
    if (underWay) return;
    const abort = new AbortController();
    const mine = { cells: createUnderWay(), abort };
    underWay = mine;
    opened = undefined;
    try {
      const document = await open();
      const users = await usersOf(app, document);
      choosable = 0 < (await app.environments.read(document)).names.length;
      if (choosable && app.environments.choice(document).environment === undefined)
        await vscode.commands.executeCommand(commands.selectEnvironment);
      environment = app.environments.choice(document).environment;
      if (choosable && environment === undefined) return;
      refresh();
      // Another environment is no earlier run of this one.
      const before = last?.environment === environment && last ? earlier(last) : undefined;
      const ran = await sendMatrix(app, document, {
        users,
        abort,
        underWay: mine.cells,
        confirmed,
        onProgress: refresh,
        ...(environment === undefined ? {} : { environment }),
        ...(before ? { before } : {}),
      });
      if (ran.matrix.rows.length === 0) throw new UserError('There is no request to send as several users.');
      last = { ...ran, environment, before };
      noteSeen(app, ran.matrix);
      void vscode.commands.executeCommand('setContext', 'why401.matrixRan', true);
    } finally {
      underWay = undefined;
      refresh();
    }
  }

  async function write(): Promise<void> {
    if (!last) throw new UserError(`The access matrix of ${name} has not run yet.`);
    const document = await open();
    if (await writeExpectations(app, document, last.matrix)) return;
    void vscode.window.showInformationMessage(
      `Nothing to write: the expectations in ${name} say what this run can tell.`,
    );
  }

  async function includeUnsafe(): Promise<void> {
    const rows = (last?.matrix.rows ?? []).filter((it) => !it.safe);
    if (rows.length === 0 || underWay) return;
    const count = last?.matrix.users.length ?? 0;
    const go = 'Run with These';
    const detail = `${rows.map((it) => `• ${shortTitle(it)}`).join('\n')}\n\nEach may change something. The whole matrix runs again.`;
    const title = `Send ${rows.length === 1 ? 'this request' : `these ${rows.length} requests`} as each of ${count} users?`;
    const chosen = await vscode.window.showWarningMessage(title, { modal: true, detail }, go);
    if (chosen === go) await run(new Set(rows.map((it) => it.id)));
  }

  async function renew(user: number): Promise<void> {
    const name = last?.matrix.users[user]?.name;
    if (name === undefined || underWay) return;
    await renewUser(app, await open(), last?.environment, name);
    await run();
  }

  async function openRequest(row: number): Promise<void> {
    const id = last?.matrix.rows[row]?.id;
    const document = await open();
    const request = id === undefined ? undefined : requestById(app.documents.parsed(document), id);
    if (!request) return;
    const beside = vscode.window.visibleTextEditors.find((it) => it.document === document);
    const selection = requestLineRange(document, request);
    await vscode.window.showTextDocument(document, {
      selection,
      ...(beside?.viewColumn === undefined ? {} : { viewColumn: beside.viewColumn }),
    });
  }

  /** Makes the opened cell the last answer to its request, with all that the sidebar shows of one. */
  async function showInSidebar(): Promise<void> {
    const cell = last && opened && cellAt(last.matrix, opened);
    const row = cell && last?.matrix.rows[cell.row];
    const user = cell && last?.matrix.users[cell.user];
    if (!last || !row || !user || cell.outcome.kind !== 'answered') return;
    const { exchange, report } = cell.outcome;
    const file = app.documents.parsed(await open());
    const request = requestById(file, row.id);
    const entry = {
      ref: { uri: uri.toString(), id: row.id },
      label: `${row.method} ${maskUrl(row.target)}`,
      at: last.matrix.at,
      outcome: { kind: 'answered' as const, exchange, ranFirst: [], used: [], secrets: last.secretsOf(exchange) },
      exchange,
      ...(report ? { report } : {}),
      ...(last.environment === undefined ? {} : { environment: last.environment }),
      user: user.name,
      ...(request ? { text: textOf(file, request) } : {}),
    };
    app.history.add(entry);
    app.revealSidebar(entry);
  }

  async function receive(message: FromMatrix): Promise<void> {
    switch (message.type) {
      case 'ready':
        return post();
      case 'run':
        return run();
      case 'cancel':
        return underWay?.abort.abort();
      case 'include-unsafe':
        return includeUnsafe();
      case 'write-expectations':
        return write();
      case 'renew':
        return renew(message.user);
      case 'select-environment':
        await vscode.commands.executeCommand(commands.selectEnvironment);
        environment = app.environments.choice(await open()).environment;
        return refresh();
      case 'open-cell':
        opened = { row: message.row, user: message.user };
        return post();
      case 'close-cell':
        opened = undefined;
        return post();
      case 'open-request':
        return openRequest(message.row);
      case 'show-in-sidebar':
        return showInSidebar();
    }
  }

  const subscriptions = vscode.Disposable.from(
    panel.onDidChangeViewState(refresh),
    app.documents.onDidChange((document) => {
      if (!last || document?.uri.toString() !== uri.toString() || document.isClosed) return;
      const matrix = rejudged(last.matrix, app.documents.parsed(document), last.before);
      if (matrix === last.matrix) return;
      last = { ...last, matrix };
      refresh();
    }),
  );
  panel.onDidDispose(() => {
    underWay?.abort.abort();
    clearTimeout(pause);
    subscriptions.dispose();
  });
  panel.webview.onDidReceiveMessage((message: FromMatrix) => {
    receive(message).catch((error: unknown) => tell(app, error));
  });
  fill(panel.webview, app.extensionUri);
  return { uri, panel, run: () => run(), write };
}

/** Lenses over routes tell who got in. */
function noteSeen({ seen }: App, { cells, users, at }: Ran['matrix']): void {
  for (const { outcome, user } of cells)
    if (outcome.kind === 'answered') seen.add(outcome.exchange, users[user]?.name, at);
}

/** What was answered last, of each cell: a run that was cancelled halfway does not forget. */
function earlier({ matrix, before }: { readonly matrix: Ran['matrix']; readonly before: RunStatuses | undefined }) {
  return new Map([...(before ?? []), ...statusesOf(matrix)]);
}

function fill(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  const ours = (...path: string[]) => vscode.Uri.joinPath(extensionUri, ...path);
  webview.options = { enableScripts: true, localResourceRoots: [ours('dist'), ours('media')] };
  webview.html = matrixHtml({
    source: webview.cspSource,
    script: webview.asWebviewUri(ours('dist', 'matrix.js')).toString(),
    styles: [ours('dist', 'codicon.css'), ...['controls', 'tab', 'matrix'].map((it) => ours('media', `${it}.css`))].map(
      (it) => webview.asWebviewUri(it).toString(),
    ),
    nonce: randomBytes(16).toString('base64url'),
  });
}

function tell(app: App, error: unknown): void {
  if (isUserError(error)) void vscode.window.showWarningMessage(error.message);
  else app.log.error('matrix', error instanceof Error ? error : String(error));
}
