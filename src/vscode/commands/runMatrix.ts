import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { requireTrust } from '../trust.ts';
import { UserError } from '../userError.ts';

/** Run Access Matrix: the requests of the file handed over, else of the active one, as each user, in a tab. */
export function registerRunMatrix(app: App): vscode.Disposable {
  return registerCommand(app, commands.runMatrix, async (argument) => {
    requireTrust();
    const { matrixInFront, runInTab } = await import('../matrix/index.ts');
    const uri = argument instanceof vscode.Uri ? argument : (matrixInFront() ?? app.documents.active?.uri);
    if (!uri) throw new UserError('No .http file is open.');
    await runInTab(app, uri);
  });
}
