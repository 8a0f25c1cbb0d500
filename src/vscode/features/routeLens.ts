import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { setting } from '../settings.ts';

const languages = [
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'php',
  'python',
  'java',
  'csharp',
  'ruby',
];

/** Above the routes of source files, once they were read: their guards, and who got in. */
export function registerRouteLens(app: App): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const refresh = () => 0 < app.guards.all.length && changed.fire();
  return vscode.Disposable.from(
    changed,
    app.guards.onDidRead(refresh),
    app.seen.onDidChange(refresh),
    vscode.workspace.onDidChangeConfiguration((it) => it.affectsConfiguration('why401.guards') && refresh()),
    vscode.languages.registerCodeLensProvider(
      languages.map((language) => ({ language, scheme: 'file' })),
      {
        onDidChangeCodeLenses: changed.event,
        async provideCodeLenses(document) {
          if (app.guards.all.length === 0 || !setting('guards.codeLens', document)) return [];
          return (await import('../guards/index.ts')).lensesFor(app, document);
        },
      },
    ),
  );
}
