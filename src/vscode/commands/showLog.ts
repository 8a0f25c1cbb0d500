import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';

/** Show Log. */
export function registerShowLog(app: App): vscode.Disposable {
  return registerCommand(app, commands.showLog, () => app.log.show());
}
