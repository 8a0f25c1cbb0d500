import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Every route of a folder with its guards, and what looks wrong among them, in an editor tab. */
export function registerAuditGuards(app: App): vscode.Disposable {
  return registerCommand(app, commands.auditGuards, async () => {
    const folder = await chooseFolder();
    if (!folder) return;
    (await import('../guards/index.ts')).openAudit(app, folder);
  });
}

async function chooseFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = folders;
  if (!first) throw new UserError('No folder is open whose source code could be read.');
  if (folders.length === 1) return first.uri;
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder: 'The folder whose guards are audited' }))?.uri;
}
