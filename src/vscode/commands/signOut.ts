import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';

/** Sign Out: of a session, here and at its authorization server. */
export function registerSignOut(app: App): vscode.Disposable {
  return registerCommand(app, commands.signOut, async (argument) => {
    const { signOut } = await import('../sessions/index.ts');
    await signOut(app, argument);
  });
}
