import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Write Expectations: what the last run of a file's matrix gave, as `# @expect` above its requests, for review. */
export function registerWriteExpectations(app: App): vscode.Disposable {
  return registerCommand(app, commands.writeExpectations, async (argument) => {
    const { matrixInFront, writeFromTab } = await import('../matrix/index.ts');
    const uri = argument instanceof vscode.Uri ? argument : (matrixInFront() ?? app.documents.active?.uri);
    if (!uri) throw new UserError('No .http file is open.');
    await writeFromTab(uri);
  });
}
