import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';

/** Discard Change: closes the diff of a change and leaves the request as it is. */
export function registerDiscardEdit(app: App): vscode.Disposable {
  return registerCommand(app, commands.discardEdit, () => {
    app.editPreview.decide(false);
  });
}
