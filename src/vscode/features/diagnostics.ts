import * as vscode from 'vscode';
import { problemsToShow } from '../../core/http/refusals.ts';
import type { App } from '../app.ts';
import { checkDiagnostics, problemDiagnostic, refusalDiagnostics, variableDiagnostics } from '../diagnostics.ts';
import { isHttp } from '../documents.ts';
import { editingScope } from '../scope.ts';
import { setting } from '../settings.ts';

/** Long enough that typing stays smooth in long files, short enough to be felt as at once. */
const pauseMs = 120;

/** Marks what is wrong in the text, variables without a value, requests that were refused, and those that will be. */
export function registerDiagnostics(app: App): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('why401');
  const waiting = new Map<vscode.TextDocument, NodeJS.Timeout>();

  function check(document: vscode.TextDocument): void {
    clearTimeout(waiting.get(document));
    waiting.delete(document);
    if (document.isClosed || !isHttp(document)) {
      collection.delete(document.uri);
      return;
    }
    const file = app.documents.parsed(document);
    const scope = editingScope(app, document);
    const problems = problemsToShow(file, (name) => scope?.layers.some((it) => it.variables.has(name)) ?? true);
    collection.set(document.uri, [
      ...problems.map((it) => problemDiagnostic(document, it)),
      ...(scope && setting('diagnostics.unresolvedVariables', document)
        ? variableDiagnostics(document, app.checks.unresolved(document))
        : []),
      ...(scope && setting('diagnostics.beforeSending', document) ? checkDiagnostics(app, document) : []),
      ...(setting('diagnostics.refusals', document) ? refusalDiagnostics(app, document, file) : []),
    ]);
  }

  function checkSoon(document: vscode.TextDocument | undefined): void {
    if (!document || waiting.has(document)) return;
    const pause = setTimeout(() => check(document), pauseMs);
    waiting.set(document, pause);
  }

  function checkAll(): void {
    for (const it of app.documents.all) checkSoon(it);
  }

  checkAll();
  return vscode.Disposable.from(
    collection,
    app.documents.onDidChange(checkSoon),
    app.environments.onDidChange(checkAll),
    app.history.onDidChange(checkAll),
    app.checks.onDidChange(checkSoon),
    vscode.workspace.onDidChangeConfiguration((it) => it.affectsConfiguration('why401.diagnostics') && checkAll()),
    new vscode.Disposable(() => waiting.forEach((it) => void clearTimeout(it))),
  );
}
