import * as vscode from 'vscode';
import { requestId } from '../../core/http/requestId.ts';
import { toCurl } from '../../core/print/curl.ts';
import type { Secret } from '../../core/secret.ts';
import type { App } from '../app.ts';
import { asRef, commands } from '../contributions.ts';
import type { HistoryEntry } from '../history.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Copy as cURL: the request as it was sent last, credentials masked unless chosen otherwise. */
export function registerCopyCurl(app: App): vscode.Disposable {
  return registerCommand(app, commands.copyCurl, async (argument) => {
    const entry = entryFor(app, argument);
    const request = entry?.exchange?.request;
    if (!request) throw new UserError('This request was not answered yet: send it, then copy what was sent.');
    const masked = { label: '$(lock) Credentials masked', description: 'to show to others', reveal: false };
    const whole = { label: '$(warning) Credentials in clear', description: 'runs as it is', reveal: true };
    const chosen = await vscode.window.showQuickPick([masked, whole], { title: 'Copy as cURL' });
    if (!chosen) return;
    await vscode.env.clipboard.writeText(toCurl(request, { reveal: chosen.reveal, known: knownSecrets(entry) }));
    vscode.window.setStatusBarMessage('Why401: copied as cURL', 5000);
  });
}

function knownSecrets({ outcome }: HistoryEntry): readonly Secret[] {
  return 'secrets' in outcome ? (outcome.secrets ?? []) : [];
}

function entryFor(app: App, argument: unknown): HistoryEntry | undefined {
  const ref = asRef(argument);
  if (ref) return app.history.of(ref);
  const found = app.documents.requestAtCursor();
  if (!found) return app.history.latest;
  const id = requestId(app.documents.parsed(found.document), found.request);
  return app.history.of({ uri: found.document.uri.toString(), id });
}
