import * as vscode from 'vscode';

/** The documents that show a part of a log which is too large, or packed. */
export function registerLogParts(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider('why401-log', {
    provideTextDocumentContent: async (uri) => (await import('../places/index.ts')).textOfPart(uri),
  });
}
