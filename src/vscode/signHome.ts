import * as vscode from 'vscode';
import { UserError } from './userError.ts';

/** The file of rules to write into: in the folder of a document, else in the first folder of the window. */
export function signFileFor(document: vscode.Uri | undefined): vscode.Uri {
  if (!vscode.workspace.isTrusted) {
    throw new UserError('This window is in Restricted Mode: rules of its folder are not read until it is trusted.', [
      { title: 'Manage Trust', command: 'workbench.trust.manage' },
    ]);
  }
  const folder = document && vscode.workspace.getWorkspaceFolder(document);
  const beside = document?.scheme === 'file' ? vscode.Uri.joinPath(document, '..') : undefined;
  const base = folder?.uri ?? beside ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!base) throw new UserError('Rules are kept in a folder, and none is open in this window.');
  return vscode.Uri.joinPath(base, 'why401.signs.json');
}

/** Opens it; undefined where there is none yet. */
export async function openSigns(file: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    await vscode.workspace.fs.stat(file);
  } catch {
    return undefined;
  }
  return vscode.workspace.openTextDocument(file);
}
