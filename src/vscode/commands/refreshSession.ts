import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { requireTrust } from '../trust.ts';

/** Refresh Now: a session's token, whether it has ended or not. */
export function registerRefreshSession(app: App): vscode.Disposable {
  return registerCommand(app, commands.refreshSession, async (argument) => {
    requireTrust();
    const { refreshSession } = await import('../sessions/index.ts');
    await refreshSession(app, argument);
  });
}
