import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Apply Change: makes the change whose diff is shown. */
export function registerApplyEdit(app: App): vscode.Disposable {
  return registerCommand(app, commands.applyEdit, () => {
    if (!app.editPreview.decide(true)) throw new UserError('No change of a request is shown.');
  });
}
