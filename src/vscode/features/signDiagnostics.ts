import * as vscode from 'vscode';
import type { SignFileProblem } from '../../local/signText.ts';
import type { App } from '../app.ts';
import { source } from '../diagnostics.ts';

/** Marks what cannot be read in files of one's own rules, at its place, as the file stands on disk. */
export function registerSignDiagnostics(app: App): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('why401-signs');

  function update(): void {
    collection.clear();
    for (const [uri, problems] of app.signs.problems)
      collection.set(vscode.Uri.parse(uri, true), problems.map(toDiagnostic));
  }

  function lookAt(editor: vscode.TextEditor | undefined): void {
    if (editor) app.signs.look(editor.document);
  }

  lookAt(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    collection,
    app.signs.onDidRead(update),
    app.signs.onDidChange(() => lookAt(vscode.window.activeTextEditor)),
    vscode.window.onDidChangeActiveTextEditor(lookAt),
  );
}

function toDiagnostic({ line, column, length, message }: SignFileProblem): vscode.Diagnostic {
  const at = new vscode.Position(line - 1, column - 1);
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(at, at.translate(0, length)),
    message,
    vscode.DiagnosticSeverity.Error,
  );
  diagnostic.source = source;
  return diagnostic;
}
