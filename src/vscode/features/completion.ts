import * as vscode from 'vscode';
import { type Completion, completionsAt } from '../../core/editing/completions.ts';
import { tokenWords } from '../../core/editing/tokenWords.ts';
import { requestAt } from '../../core/http/position.ts';
import { variableNames } from '../../core/variables/variableNames.ts';
import type { App } from '../app.ts';
import { httpFiles, toRange } from '../convert.ts';
import { editingScope } from '../scope.ts';

/** Methods, headers and their values, schemes, directives, variables. */
export function registerCompletion(app: App): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    httpFiles,
    {
      provideCompletionItems(document, position) {
        const file = app.documents.parsed(document);
        const offset = document.offsetAt(position);
        const scope = editingScope(app, document) ?? { layers: [], runtime: new Map(), signInIds: [], users: [] };
        const names = variableNames(file, requestAt(file, offset), scope);
        const variables = [...names.map((label) => ({ label, detail: '' })), ...tokenWords(scope.signInIds)];
        return completionsAt(file, offset, variables, scope.users).map((it, index) => toItem(document, it, index));
      },
    },
    '{',
    '@',
    ':',
    ' ',
    '"',
    '=',
  );
}

/** They come commonest first, and are shown so. */
function toItem(document: vscode.TextDocument, completion: Completion, index: number): vscode.CompletionItem {
  const item = new vscode.CompletionItem(completion.label, kinds[completion.kind]);
  item.insertText = completion.newText;
  item.sortText = String(index).padStart(5, '0');
  item.range = toRange(document, completion.span);
  if (completion.detail) item.detail = completion.detail;
  if (completion.kind === 'header' || completion.kind === 'scheme' || completion.kind === 'user') {
    item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest' };
  }
  return item;
}

const kinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  method: vscode.CompletionItemKind.Keyword,
  header: vscode.CompletionItemKind.Field,
  value: vscode.CompletionItemKind.Value,
  scheme: vscode.CompletionItemKind.EnumMember,
  directive: vscode.CompletionItemKind.Keyword,
  variable: vscode.CompletionItemKind.Variable,
  version: vscode.CompletionItemKind.Constant,
  user: vscode.CompletionItemKind.User,
  want: vscode.CompletionItemKind.EnumMember,
};
