import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { requestToSend } from '../requestToSend.ts';
import { userItems } from '../userItems.ts';

/** Send as …: once, as a user that is picked; the selection stays. */
export function registerSendAs(app: App): vscode.Disposable {
  return registerCommand(app, commands.sendAs, async (argument) => {
    const { document, request, ref } = await requestToSend(app, argument);
    const items = await userItems(app, document, request, []);
    const chosen = await vscode.window.showQuickPick(items, { title: 'Send as', matchOnDescription: true });
    if (chosen) await app.runner.send(ref, chosen.name);
  });
}
