import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { httpFiles } from '../convert.ts';
import { checkFixes, refusalFixes, spellings } from '../quickFixes.ts';

/** Quick fixes: what puts right what will be refused, what the last refusal suggests, close spellings of a variable. */
export function registerCodeActions(app: App): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, context) {
      return [
        ...spellings(app, document, context),
        ...checkFixes(app, document, range, context),
        ...(await refusalFixes(app, document, range, context)),
      ];
    },
  };
  return vscode.languages.registerCodeActionsProvider(httpFiles, provider, {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  });
}
