import * as vscode from 'vscode';
import type { RequestBlock } from '../../core/http/httpFile.ts';
import { requestId } from '../../core/http/requestId.ts';
import { asDirective } from '../../core/variables/asUser.ts';
import type { App } from '../app.ts';
import { asCommand, commands } from '../contributions.ts';
import { httpFiles, requestLineRange, shorten, toLabel, withoutIcons } from '../convert.ts';
import { bestFix } from '../fixes.ts';
import type { RequestRef } from '../requestId.ts';
import { setting } from '../settings.ts';
import { verdict } from '../verdict.ts';

/** Above each request: Send, the last verdict in a few words, the best fix. */
export function registerCodeLens(app: App): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const refresh = () => changed.fire();
  return vscode.Disposable.from(
    changed,
    app.history.onDidChange(refresh),
    app.runner.onDidChange(refresh),
    vscode.workspace.onDidChangeConfiguration((it) => it.affectsConfiguration('why401.codeLens') && refresh()),
    vscode.languages.registerCodeLensProvider(httpFiles, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        if (!setting('codeLens.enabled', document)) return [];
        const file = app.documents.parsed(document);
        return file.requests.flatMap((request) => {
          const ref = { uri: document.uri.toString(), id: requestId(file, request) };
          return lenses(app, document, request, ref);
        });
      },
    }),
  );
}

function lenses(app: App, document: vscode.TextDocument, request: RequestBlock, ref: RequestRef): vscode.CodeLens[] {
  const range = requestLineRange(document, request);
  const sending = app.runner.sending;
  const as = asDirective(request);
  const isSending = sending?.ref.uri === ref.uri && sending.ref.id === ref.id;
  const found = [
    isSending
      ? asCommand(commands.cancel, '$(loading~spin) Sending, click to cancel')
      : asCommand(
          commands.send,
          as ? `$(play) Send as ${withoutIcons(shorten(as.argument, 40))}` : '$(play) Send',
          ref,
        ),
  ];
  const entry = app.history.of(ref);
  if (entry) {
    found.push(asCommand(commands.explainLast, withoutIcons(shorten(verdict(entry), 90)), ref));
    const best = bestFix(app, entry);
    const fix = entry.report?.findings[0]?.fixes[best];
    if (fix) {
      const title = `$(lightbulb) ${withoutIcons(shorten(toLabel(fix.title), 60))}`;
      found.push(asCommand(commands.applyFix, title, { ref, finding: 0, fix: best }));
    }
  }
  return found.map((it) => new vscode.CodeLens(range, it));
}
