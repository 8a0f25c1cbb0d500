import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';

/** Copy Token: of a session, onto the clipboard. */
export function registerCopySessionToken(app: App): vscode.Disposable {
  return registerCommand(app, commands.copySessionToken, async (argument) => {
    const { copyToken } = await import('../sessions/index.ts');
    await copyToken(app, argument);
  });
}
