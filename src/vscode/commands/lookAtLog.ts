import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { requireTrust } from '../trust.ts';
import { UserError } from '../userError.ts';

/** Looks for the lines of the last refusal in the server's log, also where a command or another computer must be asked. */
export function registerLookAtLog(app: App): vscode.Disposable {
  return registerCommand(app, commands.lookAtLog, async () => {
    requireTrust();
    const entry = app.history.latest;
    if (!entry?.exchange)
      throw new UserError('Nothing was answered yet in this window whose lines could be looked for.');
    app.revealSidebar(entry);
    await app.serverLogs.look(entry, true);
  });
}
