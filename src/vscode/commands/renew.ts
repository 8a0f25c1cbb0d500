import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { asRef, commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Renew and Send Again: the credential of the request handed over, else of the last answer. */
export function registerRenew(app: App): vscode.Disposable {
  return registerCommand(app, commands.renew, async (argument) => {
    const ref = asRef(argument) ?? app.history.latest?.ref;
    if (!ref) throw new UserError('Nothing was sent yet in this window whose credential could be renewed.');
    await app.runner.renew(ref);
  });
}
