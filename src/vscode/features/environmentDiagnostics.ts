import * as vscode from 'vscode';
import type { EnvironmentProblem } from '../../core/variables/environments.ts';
import type { App } from '../app.ts';
import { source } from '../diagnostics.ts';

/** Marks what is wrong in the environment files of the open `.http` files: broken JSON, names that two files define. */
export function registerEnvironmentDiagnostics(app: App): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('why401-environments');

  function update(): void {
    const found = new Map<string, Map<string, vscode.Diagnostic>>();
    for (const document of app.documents.all) {
      for (const it of app.environments.of(document)?.problems ?? []) {
        const inFile = found.get(it.file) ?? new Map<string, vscode.Diagnostic>();
        found.set(it.file, inFile);
        inFile.set(`${it.line}:${it.column} ${it.message}`, toDiagnostic(it));
      }
    }
    collection.clear();
    for (const [file, marks] of found) collection.set(vscode.Uri.file(file), [...marks.values()]);
  }

  return vscode.Disposable.from(collection, app.environments.onDidChange(update));
}

/** Problems have a place and no extent: the word there is marked, or the first line where the file as a whole is meant. */
function toDiagnostic({ line, column, severity, message }: EnvironmentProblem): vscode.Diagnostic {
  const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  const range = new vscode.Range(at, at.translate(0, 1));
  const level = severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(range, message, level);
  diagnostic.source = source;
  return diagnostic;
}
