import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { explainRecording } from '../recording/explainRecording.ts';
import { readFile } from '../recording/readFile.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Explain Refusals: of the `.har` file that was clicked, else of the one in the active editor, whatever its size. */
export function registerExplainFile(app: App): vscode.Disposable {
  return registerCommand(app, commands.explainFile, async (argument) => {
    const uri = argument instanceof vscode.Uri ? argument : activeFile();
    if (!uri) throw new UserError('No file: open a .har file first.');
    await explainRecording(app, { name: basename(uri.path), uri, content: await readFile(uri) });
  });
}

/** The tab's own file: of a very large one the editor gives no document. */
function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}
