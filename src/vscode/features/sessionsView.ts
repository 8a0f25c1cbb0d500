import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { views } from '../contributions.ts';
import type { SessionNode, SessionTree } from '../sessions/tree.ts';

/** How often the countdown is looked at, while somebody can see it; words that are true still cost nothing. */
const pauseMs = 1000;

/** The list of sessions below the sidebar. */
export function registerSessionsView(app: App): vscode.Disposable {
  const changed = new vscode.EventEmitter<undefined>();
  let tree: SessionTree | undefined;
  let clock: NodeJS.Timeout | undefined;

  async function load(): Promise<SessionTree> {
    const { createSessionTree } = await import('../sessions/index.ts');
    tree ??= createSessionTree(app);
    return tree;
  }

  const view = vscode.window.createTreeView<SessionNode>(views.sessions, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => [...(await (await load()).children(node))],
      getTreeItem: async (node) => (await load()).item(node),
    },
  });

  /** Words that are true still are not drawn again. */
  function tick(): void {
    if (tree && !tree.isTrue()) changed.fire(undefined);
  }

  function watch(): void {
    clearInterval(clock);
    if (!view.visible) return;
    clock = setInterval(tick, pauseMs);
    tick();
  }

  return vscode.Disposable.from(
    view,
    changed,
    new vscode.Disposable(() => clearInterval(clock)),
    view.onDidChangeVisibility(watch),
    app.sessions.onDidChange(() => changed.fire(undefined)),
  );
}
