import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { requireTrust } from '../trust.ts';

/** Sign In: with one of the sign-ins that the environment files configure, or the one handed over. */
export function registerSignIn(app: App): vscode.Disposable {
  return registerCommand(app, commands.signIn, async (argument) => {
    requireTrust();
    const { signIn } = await import('../sessions/index.ts');
    await signIn(app, argument);
  });
}
