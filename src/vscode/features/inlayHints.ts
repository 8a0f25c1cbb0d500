import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { httpFiles, toRange } from '../convert.ts';
import { editingScope } from '../scope.ts';
import { setting } from '../settings.ts';

/** Hints tell minutes: this often they are told anew. */
const refreshMs = 30_000;

/** Beside each token, and each variable that holds one, when it expires. */
export function registerInlayHints(app: App): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const refresh = () => changed.fire();
  const ticking = setInterval(() => {
    if (0 < app.documents.all.length) refresh();
  }, refreshMs);
  return vscode.Disposable.from(
    changed,
    new vscode.Disposable(() => clearInterval(ticking)),
    app.environments.onDidChange(refresh),
    app.history.onDidChange(refresh),
    vscode.workspace.onDidChangeConfiguration((it) => it.affectsConfiguration('why401.inlayHints') && refresh()),
    vscode.languages.registerInlayHintsProvider(httpFiles, {
      onDidChangeInlayHints: changed.event,
      async provideInlayHints(document, range) {
        if (!setting('inlayHints.enabled', document)) return [];
        const { expiryHints } = await app.checks.engine();
        const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
        const hints = expiryHints(app.documents.parsed(document), span, editingScope(app, document), app.now());
        return hints.map((it) => {
          const hint = new vscode.InlayHint(toRange(document, it).end, it.label, vscode.InlayHintKind.Type);
          hint.paddingLeft = true;
          hint.tooltip = it.tooltip;
          return hint;
        });
      },
    }),
  );
}
