import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { FromFollow } from '../../sidebar/follow/protocol.ts';
import type { App } from '../app.ts';
import { type Following, startFollowing } from './following.ts';
import { type FollowedRefusal, followState, linesOf } from './followState.ts';
import { followHtml } from './html.ts';
import { configuredLogs } from './sources.ts';

let open: vscode.WebviewPanel | undefined;

/** Opens or shows the tab that follows refusals. */
export function openFollow(app: App): void {
  if (open) open.reveal();
  else open = openTab(app);
}

/** Bursts come in flocks: one state is sent for all. */
const pauseMs = 250;
/** Without news the hour goes on all the same. */
const tickMs = 20_000;

function openTab(app: App): vscode.WebviewPanel {
  const panel = vscode.window.createWebviewPanel('why401.follow', 'Refusals', vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: ['dist', 'media'].map((it) => vscode.Uri.joinPath(app.extensionUri, it)),
  });
  panel.iconPath = new vscode.ThemeIcon('pulse');
  let abort = new AbortController();
  let running: 'starting' | 'following' | 'paused' | 'stopped' = 'stopped';
  let following: Following | undefined;
  /** What was there when it was paused. */
  let frozen: readonly FollowedRefusal[] | undefined;
  let opened: string | undefined;
  let pause: NodeJS.Timeout | undefined;

  function refresh(): void {
    if (!panel.visible || pause) return;
    pause = setTimeout(() => {
      pause = undefined;
      void post();
    }, pauseMs);
  }

  async function post(): Promise<void> {
    const { causeWords } = await import('../explaining.ts');
    const all = following?.refusals ?? [];
    const last = frozen?.at(-1);
    const state = followState({
      running,
      logs: following?.logs ?? [],
      problems: following?.problems ?? [],
      refusals: frozen ?? all,
      answered: following?.answered ?? [],
      held: frozen ? all.length - 1 - all.findIndex((it) => it.key === last?.key) : 0,
      now: app.now(),
      wordsOf: causeWords,
      ...(opened === undefined ? {} : { opened }),
    });
    void panel.webview.postMessage({ type: 'state', state });
  }

  function start(): void {
    abort = new AbortController();
    const { signal } = abort;
    running = 'starting';
    frozen = undefined;
    const started = startFollowing(configuredLogs(app.documents.active?.uri), { signal, now: app.now }, () => {
      if (running === 'starting') running = 'following';
      refresh();
    });
    following = started.following;
    started.ended
      .catch((error: unknown) => app.log.error('following', error instanceof Error ? error : String(error)))
      .finally(() => {
        if (signal !== abort.signal) return;
        running = 'stopped';
        refresh();
      });
    refresh();
  }

  async function receive(message: FromFollow): Promise<void> {
    switch (message.type) {
      case 'ready':
        return post();
      case 'start':
        return start();
      case 'stop':
        abort.abort();
        running = 'stopped';
        return post();
      case 'pause':
        running = 'paused';
        frozen = following?.refusals ?? [];
        return post();
      case 'resume':
        running = 'following';
        frozen = undefined;
        return post();
      case 'clear':
        following?.clear();
        if (frozen) frozen = [];
        opened = undefined;
        return post();
      case 'open':
        opened = opened === message.key ? undefined : message.key;
        return post();
      case 'close':
        opened = undefined;
        return post();
      case 'open-line':
        return openLine(message.line);
      case 'open-source': {
        const file = following?.logs[message.source];
        if (file !== undefined)
          await (await import('../places/index.ts')).openLog({ file, offset: Number.MAX_SAFE_INTEGER });
        return;
      }
      case 'open-settings':
        await vscode.commands.executeCommand('workbench.action.openSettings', '@id:why401.logs');
    }
  }

  async function openLine(line: number): Promise<void> {
    const found = (frozen ?? following?.refusals ?? []).find((it) => it.key === opened)?.refusal;
    const record = found && linesOf(found)[line];
    if (record) await (await import('../places/index.ts')).openLog(record);
  }

  const tick = setInterval(refresh, tickMs);
  const subscriptions = vscode.Disposable.from(
    panel.onDidChangeViewState(refresh),
    panel.webview.onDidReceiveMessage((message: FromFollow) => {
      receive(message).catch((error: unknown) => app.log.error('following', String(error)));
    }),
  );
  panel.onDidDispose(() => {
    abort.abort();
    clearTimeout(pause);
    clearInterval(tick);
    subscriptions.dispose();
    open = undefined;
  });
  fill(panel.webview, app.extensionUri);
  start();
  return panel;
}

function fill(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  const ours = (...path: string[]) => vscode.Uri.joinPath(extensionUri, ...path);
  webview.html = followHtml({
    source: webview.cspSource,
    script: webview.asWebviewUri(ours('dist', 'follow.js')).toString(),
    styles: [
      ours('dist', 'codicon.css'),
      ...['controls', 'tab', 'server', 'follow'].map((it) => ours('media', `${it}.css`)),
    ].map((it) => webview.asWebviewUri(it).toString()),
    nonce: randomBytes(16).toString('base64url'),
  });
}
