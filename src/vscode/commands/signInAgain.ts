import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { requireTrust } from '../trust.ts';

/** Sign In Again: as a session that is there, asking for everything it had. */
export function registerSignInAgain(app: App): vscode.Disposable {
  return registerCommand(app, commands.signInAgain, async (argument) => {
    requireTrust();
    const { signInAgain } = await import('../sessions/index.ts');
    await signInAgain(app, argument);
  });
}
