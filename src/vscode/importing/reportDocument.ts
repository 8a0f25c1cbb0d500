import * as vscode from 'vscode';

const scheme = 'why401-import';

/** Shows a report as a page that nobody has to save. */
export async function showReport(markdown: string): Promise<void> {
  // The name is the title of the tab; the query tells one report from another.
  const uri = vscode.Uri.from({ scheme, path: '/Import Report.md', query: String(Date.now()) });
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: (asked) => (asked.query === uri.query ? markdown : ''),
  });
  const closed = vscode.workspace.onDidCloseTextDocument((it) => {
    if (it.uri.toString() !== uri.toString()) return;
    provider.dispose();
    closed.dispose();
  });
  await vscode.commands.executeCommand('markdown.showPreview', uri);
}
