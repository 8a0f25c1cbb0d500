import * as vscode from 'vscode';
import { outline } from '../../core/editing/outline.ts';
import type { App } from '../app.ts';
import { httpFiles, toRange } from '../convert.ts';

/** The outline: requests, and the variables above them. */
export function registerSymbols(app: App): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(httpFiles, {
    provideDocumentSymbols: (document) =>
      outline(app.documents.parsed(document)).map((it) => {
        const kind = it.kind === 'request' ? vscode.SymbolKind.Function : vscode.SymbolKind.Variable;
        return new vscode.DocumentSymbol(
          it.name.trim() || '(no target)',
          it.detail,
          kind,
          toRange(document, it.span),
          toRange(document, it.selection),
        );
      }),
  });
}
