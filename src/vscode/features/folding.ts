import * as vscode from 'vscode';
import { foldingRanges } from '../../core/editing/folding.ts';
import type { App } from '../app.ts';
import { httpFiles } from '../convert.ts';

/** Folds requests, bodies, scripts and comments. */
export function registerFolding(app: App): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(httpFiles, {
    provideFoldingRanges: (document) =>
      foldingRanges(app.documents.parsed(document)).map((it) => {
        const kind = it.kind === 'comment' ? vscode.FoldingRangeKind.Comment : vscode.FoldingRangeKind.Region;
        return new vscode.FoldingRange(it.startLine, it.endLine, kind);
      }),
  });
}
