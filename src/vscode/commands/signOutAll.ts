import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';

/** Sign Out of All: sessions of the workspace. */
export function registerSignOutAll(app: App): vscode.Disposable {
  return registerCommand(app, commands.signOutAll, async () => {
    const { signOutAll } = await import('../sessions/index.ts');
    await signOutAll(app);
  });
}
