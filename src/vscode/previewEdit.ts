import * as vscode from 'vscode';

/** Shows what an edit would change, in the editor's own preview with its Apply and Discard, and makes it when applied. */
export async function previewEdit(edit: vscode.WorkspaceEdit, title: string): Promise<boolean> {
  const asked = new vscode.WorkspaceEdit();
  const metadata = { needsConfirmation: true, label: title };
  for (const [uri, changes] of edit.entries())
    for (const { range, newText } of changes) asked.replace(uri, range, newText, metadata);
  return vscode.workspace.applyEdit(asked, { isRefactoring: true });
}
