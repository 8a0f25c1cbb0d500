import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { httpFiles, toRange } from '../convert.ts';

/** A quick fix that turns a curl command of a `.http` file, which is not sent, into the request that it describes. */
export function registerCurlActions(app: App): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    httpFiles,
    {
      async provideCodeActions(document, range, _context, cancel) {
        const file = app.documents.parsed(document);
        const at = document.offsetAt(range.start);
        const part = file.parts.find((it) => it.kind === 'curl' && it.start <= at && at <= it.end);
        if (!part) return [];
        const { pasteCurl } = await import('../importing/index.ts');
        const written = file.text.slice(part.start, part.end);
        const made = pasteCurl(written, { hasSeparator: file.text.slice(0, part.start).includes('###') });
        if (!made || cancel.isCancellationRequested) return [];
        const action = new vscode.CodeAction('Turn into HTTP Request', vscode.CodeActionKind.QuickFix);
        const behind = written.slice(written.trimEnd().length);
        action.edit = new vscode.WorkspaceEdit();
        action.edit.replace(document.uri, toRange(document, part), made.text.trimEnd() + behind);
        action.diagnostics = vscode.languages
          .getDiagnostics(document.uri)
          .filter((it) => it.code === 'curl-block' && it.range.intersection(range));
        action.isPreferred = true;
        return [action];
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}
