import * as vscode from 'vscode';
import type { App } from '../app.ts';

const peers = [
  { id: 'humao.rest-client', name: 'REST Client' },
  { id: 'anweber.vscode-httpyac', name: 'httpYac' },
];
const told = 'told.peers';

/** Another extension sends `.http` files too: says so once, and offers to leave the code lenses to it. */
export function registerPeers(app: App): vscode.Disposable {
  const asking = setTimeout(() => {
    const installed = peers.filter((it) => vscode.extensions.getExtension(it.id));
    if (0 < installed.length && !app.memory.get<boolean>(told))
      void ask(app, installed.map((it) => it.name).join(' and '));
  }, 1000);
  return new vscode.Disposable(() => clearTimeout(asking));
}

async function ask(app: App, names: string): Promise<void> {
  await app.memory.update(told, true);
  const leave = `Leave Code Lenses to ${names}`;
  const chosen = await vscode.window.showInformationMessage(
    `${names} also sends .http files. Why401 uses other keys, so both work side by side; each request now has the code lenses of both.`,
    leave,
    'Keep Both',
  );
  if (chosen !== leave) return;
  await vscode.workspace
    .getConfiguration('why401')
    .update('codeLens.enabled', false, vscode.ConfigurationTarget.Global);
}
