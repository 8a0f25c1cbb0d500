import { randomBytes } from 'node:crypto';
import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { placeSpan } from '../../core/editing/placeSpan.ts';
import { requestById } from '../../core/http/requestId.ts';
import type { FromSidebar, ToSidebar } from '../../sidebar/protocol.ts';
import type { App } from '../app.ts';
import { commands, views } from '../contributions.ts';
import { requestLineRange, toRange } from '../convert.ts';
import { openEvidencePlace } from '../evidencePlaces.ts';
import { failedSignIn, openSignIn } from '../failedSignIn.ts';
import { isAvailable } from '../fixes.ts';
import { serverSceneOf } from '../serverScene.ts';
import { sidebarHtml } from '../sidebar/html.ts';
import { receiveRecording } from '../sidebar/receiveRecording.ts';
import { receiveServer } from '../sidebar/receiveServer.ts';
import { rowsOf } from '../sidebar/rows.ts';
import { valueInClear } from '../sidebar/secrets.ts';
import { sidebarState } from '../sidebar/state.ts';
import { trackedFileWith } from '../trackedFile.ts';

/** Changes come in flocks (a keystroke, an outcome and the end of its sending); one state is sent for all. */
const pauseMs = 30;

/** The panel: sends its webview the whole state at every change, and does what is clicked there. */
export function registerSidebar(app: App): vscode.Disposable {
  let view: vscode.WebviewView | undefined;
  let pause: NodeJS.Timeout | undefined;
  let engine: typeof import('../explaining.ts') | undefined;

  function refresh(): void {
    if (!view?.visible || pause) return;
    pause = setTimeout(() => {
      pause = undefined;
      post({ type: 'state', state: state() });
    }, pauseMs);
  }

  function post(message: ToSidebar): void {
    void view?.webview.postMessage(message);
  }

  function state() {
    const document = app.documents.active;
    const uri = document?.uri.toString() ?? '';
    return sidebarState({
      trusted: vscode.workspace.isTrusted,
      environments: document && app.environments.of(document),
      choice: document ? app.environments.choice(document) : {},
      document: document && { uri, name: basename(document.uri.path), file: app.documents.parsed(document) },
      outcomeOf: (id) => app.history.of({ uri, id }),
      sending: app.runner.sending,
      shown: app.history.latest,
      decoded: app.decodedToken.latest,
      recordings: app.recordings,
      verificationOf: (token) => app.verifications.of(token),
      careOf: (scene, calls) => app.care.of(scene, calls),
      signInAt: (entry) => failedSignIn(app, entry)?.origin,
      keptIn: (token) => trackedFileWith(app, token),
      server: serverView(),
      available: (entry, fix) => isAvailable(app, entry, fix),
    });
  }

  /** What is known of the server's side is drawn by the engine's bundle, which the first answer loads. */
  function serverView() {
    const scene = serverSceneOf(app, app.history.latest);
    if (!scene) return undefined;
    if (engine) return engine.serverSections(scene);
    void import('../explaining.ts').then((it) => {
      engine = it;
      refresh();
    });
    return undefined;
  }

  async function receive(message: FromSidebar): Promise<void> {
    switch (message.type) {
      case 'ready':
        return post({ type: 'state', state: state() });
      case 'send': {
        const found = row(message.id);
        return found && run(commands.send, { uri: found.document.uri.toString(), id: found.id });
      }
      case 'reveal-request': {
        const found = row(message.id);
        if (!found) return;
        app.history.show({ uri: found.document.uri.toString(), id: found.id });
        return reveal(found.document, requestLineRange(found.document, found.request));
      }
      case 'evidence':
        return revealEvidence(message.finding, message.evidence);
      case 'fix': {
        const { finding, fix } = message;
        const ref = app.history.latest?.ref;
        return run(commands.applyFix, { ...(ref ? { ref } : {}), finding, fix });
      }
      case 'select-environment':
        return app.selection.choose('environment', message.name);
      case 'select-user':
        return app.selection.choose('user', message.name);
      case 'reveal': {
        const value = valueInClear(message.place, app.history.latest, app.decodedToken.latest);
        if (value !== undefined) post({ type: 'revealed', place: message.place, value });
        return;
      }
      case 'copy-value': {
        const value = valueInClear(message.place, app.history.latest, app.decodedToken.latest);
        if (value !== undefined) await vscode.env.clipboard.writeText(value);
        return;
      }
      case 'verify-token':
        return run(commands.verifyToken, message.place);
      case 'open-link': {
        const uri = vscode.Uri.parse(message.url);
        if (uri.scheme === 'https' || uri.scheme === 'http') await vscode.env.openExternal(uri);
        return;
      }
      case 'copy-explanation':
        return run(commands.copyExplanation);
      case 'open-sign-in': {
        const written = app.history.latest && failedSignIn(app, app.history.latest);
        return written && openSignIn(written);
      }
      case 'prove':
        return run(commands.prove, app.history.latest?.ref);
      case 'copy-retry-code':
        return run(commands.copyRetryCode);
      case 'copy-better':
        return run(commands.copyBetterRefusal, message.form);
      case 'cancel':
        return run(commands.cancel);
      case 'open-example':
        return run(commands.openExample);
      case 'explain-other':
        return run(commands.explainText);
      case 'decode-token':
        return run(commands.decodeToken);
      case 'manage-trust':
        return run('workbench.trust.manage');
      case 'choose-refusal':
      case 'filter-refusals':
      case 'back-to-refusals':
      case 'close-refusals':
      case 'reveal-entry':
        return receiveRecording(app, message);
      default:
        return receiveServer(app, message);
    }
  }

  function row(id: string) {
    const document = app.documents.active;
    const found = document && rowsOf(app.documents.parsed(document)).find((it) => it.row === id);
    return document && found && { document, ...found };
  }

  /** Where the request's own text writes what the evidence points at, that is shown too. */
  async function revealEvidence(finding: number, evidence: number): Promise<void> {
    const { report, ref } = app.history.latest ?? {};
    const place = report?.findings[finding]?.evidence[evidence]?.place;
    if (app.history.latest && place && (await openEvidencePlace(app, app.history.latest, place))) return;
    if (!place || !ref) return;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(ref.uri, true));
    const file = app.documents.parsed(document);
    const request = requestById(file, ref.id);
    const span = request && placeSpan(file, request, place);
    if (span) await reveal(document, toRange(document, span));
  }

  return vscode.Disposable.from(
    vscode.window.registerWebviewViewProvider(views.sidebar, {
      resolveWebviewView(resolved) {
        view = resolved;
        fill(resolved.webview, app.extensionUri);
        resolved.webview.onDidReceiveMessage((message: FromSidebar) => {
          receive(message).catch((error: unknown) => app.log.error('sidebar', String(error)));
        });
        resolved.onDidChangeVisibility(refresh);
        resolved.onDidDispose(() => {
          view = undefined;
        });
      },
    }),
    app.history.onDidChange(refresh),
    app.onRevealSidebar(() => {
      void vscode.commands.executeCommand(`${views.sidebar}.focus`, { preserveFocus: true });
    }),
    app.documents.onDidChange(refresh),
    app.environments.onDidChange(refresh),
    app.runner.onDidChange(refresh),
    app.decodedToken.onDidChange(refresh),
    app.verifications.onDidChange(refresh),
    app.care.onDidChange(refresh),
    app.recordings.onDidChange(refresh),
    app.serverLogs.onDidChange(refresh),
    app.guards.onDidChange(refresh),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    new vscode.Disposable(() => clearTimeout(pause)),
  );
}

function fill(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  const ours = (...path: string[]) => vscode.Uri.joinPath(extensionUri, ...path);
  webview.options = { enableScripts: true, localResourceRoots: [ours('dist'), ours('media')] };
  webview.html = sidebarHtml({
    source: webview.cspSource,
    script: webview.asWebviewUri(ours('dist', 'sidebar.js')).toString(),
    styles: [
      ours('dist', 'codicon.css'),
      ...['controls', 'sidebar', 'refusals', 'server'].map((it) => ours('media', `${it}.css`)),
    ].map((it) => webview.asWebviewUri(it).toString()),
    nonce: randomBytes(16).toString('base64url'),
  });
}

async function reveal(document: vscode.TextDocument, range: vscode.Range): Promise<void> {
  const editor = await vscode.window.showTextDocument(document, { preserveFocus: true });
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function run(command: string, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}
