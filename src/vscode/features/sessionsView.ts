import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { views } from '../contributions.ts';
import { createSessionTree } from '../sessions/tree.ts';

/** How often the countdown is looked at, while somebody can see it. */
const pauseMs = 15_000;

/** The list of sessions below the sidebar. */
export function registerSessionsView(app: App): vscode.Disposable {
  const tree = createSessionTree(app);
  const view = vscode.window.createTreeView(views.sessions, { treeDataProvider: tree, showCollapseAll: false });
  let clock: NodeJS.Timeout | undefined;

  function watch(): void {
    clearInterval(clock);
    clock = undefined;
    if (!view.visible) return;
    clock = setInterval(() => tree.refresh(false), pauseMs);
    tree.refresh(false);
  }

  watch();
  return vscode.Disposable.from(
    view,
    new vscode.Disposable(() => tree.dispose()),
    new vscode.Disposable(() => clearInterval(clock)),
    view.onDidChangeVisibility(watch),
    app.sessions.onDidChange(() => tree.refresh(true)),
  );
}
