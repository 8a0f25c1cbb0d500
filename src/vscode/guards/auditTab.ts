import { randomBytes } from 'node:crypto';
import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { Route, SourcePlace } from '../../core/guards/route.ts';
import { words } from '../../core/text.ts';
import type { FromAudit } from '../../sidebar/audit/protocol.ts';
import type { App } from '../app.ts';
import { auditMarkdown } from './auditMarkdown.ts';
import { auditState, ordered } from './auditState.ts';
import { auditHtml } from './html.ts';
import { placeOf } from './placeOf.ts';
import { seenWords } from './seenBy.ts';
import { seenIn } from './seenIn.ts';

export interface AuditTab {
  readonly panel: vscode.WebviewPanel;
  /** Shows one route of the table. */
  show(route: Route): void;
}

/** Opens the audit of one folder in an editor tab, and reads the folder where that was not done yet. */
export function openAuditTab(app: App, folder: vscode.Uri): AuditTab {
  const name = basename(folder.path);
  const panel = vscode.window.createWebviewPanel('why401.audit', `Guards: ${name}`, vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: ['dist', 'media'].map((it) => vscode.Uri.joinPath(app.extensionUri, it)),
  });
  panel.iconPath = new vscode.ThemeIcon('shield');
  let pause: NodeJS.Timeout | undefined;
  let shown: { readonly route: Route; readonly time: number } | undefined;

  function state() {
    const read = app.guards.of(folder);
    const failure = app.guards.failure(folder);
    const seen = read && seenIn(app, read);
    return auditState({
      folder: name,
      reading: app.guards.reading?.toString() === folder.toString(),
      ...(shown ? { show: shown } : {}),
      ...(failure === undefined ? {} : { failed: words(failure) }),
      ...(read ? { read } : {}),
      seenOf: (route) => seenWords(seen?.get(route) ?? [], app.now()),
    });
  }

  function post(): void {
    void panel.webview.postMessage({ type: 'state', state: state() });
  }

  function refresh(): void {
    if (!panel.visible || pause) return;
    pause = setTimeout(() => {
      pause = undefined;
      post();
    }, 60);
  }

  async function open(place: SourcePlace | undefined): Promise<void> {
    if (place) await (await import('../places/index.ts')).openSource(folder, place);
  }

  async function receive(message: FromAudit): Promise<void> {
    const read = app.guards.of(folder);
    switch (message.type) {
      case 'ready':
        return post();
      case 'read-again':
        await app.guards.read(folder, true);
        return;
      case 'cancel':
        return app.guards.cancel();
      case 'copy-markdown':
        await vscode.env.clipboard.writeText(auditMarkdown(state()));
        vscode.window.setStatusBarMessage('$(check) Why401: the audit copied as Markdown', 3000);
        return;
      case 'open-remark': {
        const remark = ordered(read?.remarks ?? [])[message.remark];
        return open(message.other ? remark?.other : remark);
      }
      case 'open-place': {
        const route = read?.routes[message.row];
        return open(route && placeOf(route, message.place));
      }
    }
  }

  const subscriptions = vscode.Disposable.from(
    app.guards.onDidChange(refresh),
    app.seen.onDidChange(refresh),
    panel.onDidChangeViewState(refresh),
    panel.webview.onDidReceiveMessage((message: FromAudit) => {
      receive(message).catch((error: unknown) => app.log.error('audit', String(error)));
    }),
  );
  panel.onDidDispose(() => {
    clearTimeout(pause);
    subscriptions.dispose();
  });
  fill(panel.webview, app.extensionUri);
  void app.guards.read(folder);
  return {
    panel,
    show(route) {
      shown = { route, time: app.now() };
      refresh();
    },
  };
}

function fill(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  const ours = (...path: string[]) => vscode.Uri.joinPath(extensionUri, ...path);
  webview.html = auditHtml({
    source: webview.cspSource,
    script: webview.asWebviewUri(ours('dist', 'audit.js')).toString(),
    styles: [
      ours('dist', 'codicon.css'),
      ...['controls', 'tab', 'server', 'audit'].map((it) => ours('media', `${it}.css`)),
    ].map((it) => webview.asWebviewUri(it).toString()),
    nonce: randomBytes(16).toString('base64url'),
  });
}
