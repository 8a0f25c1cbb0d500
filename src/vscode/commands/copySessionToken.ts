import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { chooseSession } from '../sessions/choose.ts';

/** Copy Token: the whole access token of a session, onto the clipboard and nowhere else. */
export function registerCopySessionToken(app: App): vscode.Disposable {
  return registerCommand(app, commands.copySessionToken, async (argument) => {
    const session = await chooseSession(app, argument, 'Copy Token', (it) => it.kind === 'tokens');
    if (session?.kind !== 'tokens') return;
    await vscode.env.clipboard.writeText(session.tokens.accessToken.reveal());
    vscode.window.setStatusBarMessage(`Why401: token of ${session.key.id} copied`, 5000);
  });
}
