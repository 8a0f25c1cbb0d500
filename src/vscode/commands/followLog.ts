import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { requireTrust } from '../trust.ts';

/** Shows refusals as the server writes them into its log, in an editor tab. */
export function registerFollowLog(app: App): vscode.Disposable {
  return registerCommand(app, commands.followLog, async () => {
    requireTrust();
    (await import('../logs/index.ts')).openFollow(app);
  });
}
