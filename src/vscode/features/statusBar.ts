import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { isHttp } from '../documents.ts';

/** In the status bar, while an `.http` file is shown: the environment and user that the next request takes. */
export function registerStatusBar(app: App): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('why401.environment', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Why401 Environment';

  function update(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isHttp(document)) {
      item.hide();
      return;
    }
    const sending = app.runner.sending;
    const { environment, user } = app.environments.choice(document);
    const choice = user ? `${environment ?? 'no environment'} as ${user}` : (environment ?? 'no environment');
    item.text = sending ? `$(loading~spin) ${sending.label}` : `$(server-environment) ${choice}`;
    item.tooltip = sending ? 'Cancel the request' : 'Why401: environment and user for requests of this file';
    item.command = sending ? commands.cancel : commands.selectEnvironment;
    item.show();
  }

  // Asking for the environments reads files: not while the editor waits for the activation.
  const first = setTimeout(update);
  return vscode.Disposable.from(
    item,
    new vscode.Disposable(() => clearTimeout(first)),
    vscode.window.onDidChangeActiveTextEditor(update),
    app.environments.onDidChange(update),
    app.runner.onDidChange(update),
  );
}
