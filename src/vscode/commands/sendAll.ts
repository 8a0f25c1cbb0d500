import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Send All in File: one after another, in the order of the file. */
export function registerSendAll(app: App): vscode.Disposable {
  return registerCommand(app, commands.sendAll, async (argument) => {
    const uri = argument instanceof vscode.Uri ? argument : app.documents.active?.uri;
    if (!uri) throw new UserError('No .http file is open.');
    const entries = await app.runner.sendAll(uri);
    if (entries.length === 0) throw new UserError('This file has no request.');
    const refused = entries.filter((it) => it.report).length;
    const unanswered = entries.filter((it) => !it.exchange).length;
    const parts = [
      `${entries.length} sent`,
      `${refused} refused`,
      ...(unanswered ? [`${unanswered} without an answer`] : []),
    ];
    vscode.window.setStatusBarMessage(`Why401: ${parts.join(', ')}`, 10_000);
  });
}
