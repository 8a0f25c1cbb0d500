import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands, registerCommand } from '../contributions.ts';

/** Show Log. */
export function registerShowLog(app: App): vscode.Disposable {
  return registerCommand(app, commands.showLog, () => app.log.show());
}
