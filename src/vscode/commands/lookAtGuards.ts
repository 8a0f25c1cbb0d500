import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { explainAgain } from '../explainAgain.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Reads the source code for the route of the last answer, and the guards in front of it. */
export function registerLookAtGuards(app: App): vscode.Disposable {
  return registerCommand(app, commands.lookAtGuards, async () => {
    const entry = app.history.latest;
    if (!entry) throw new UserError('Nothing was answered yet in this window.');
    const folders = app.guards.foldersFor(entry);
    if (folders.length === 0)
      throw new UserError('No folder is open whose source code could be read, or `why401.guards.enabled` is off.');
    app.guards.ask(entry);
    app.revealSidebar(entry);
    for (const folder of folders) await app.guards.read(folder);
    // What was read before is new for this answer.
    await app.history.renew((it) => (it.exchange === entry.exchange ? explainAgain(app, it) : Promise.resolve(it)));
  });
}
