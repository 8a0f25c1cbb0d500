import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { httpFiles } from '../convert.ts';
import { refusalFixes, spellings } from '../quickFixes.ts';

/** Quick fixes: what the last refusal suggests, and close spellings of a variable that has no value. */
export function registerCodeActions(app: App): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, context) {
      return [...spellings(app, document, context), ...(await refusalFixes(app, document, range, context))];
    },
  };
  return vscode.languages.registerCodeActionsProvider(httpFiles, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
