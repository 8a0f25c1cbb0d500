import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';

/** Cancel: the request under way. */
export function registerCancel(app: App): vscode.Disposable {
  return registerCommand(app, commands.cancel, () => app.runner.cancel());
}
