import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';

/** Clear Cookies: of every environment and user of this window. */
export function registerClearCookies(app: App): vscode.Disposable {
  return registerCommand(app, commands.clearCookies, () => {
    app.runner.clearCookies();
    vscode.window.setStatusBarMessage('Why401: cookies cleared', 5000);
  });
}
