import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands, views } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { requireTrust } from '../trust.ts';

/** The files to begin with, and the request in each whose answer has something to show in every part of the panel. */
const refusals = { name: 'refusals.http', first: 'expired' } as const;
const tokens = { name: 'tokens.http', first: 'app' } as const;
const access = { name: 'access.http', first: 'The audit log is for admin and auditor' } as const;

/** Open Example: starts the playground on loopback, opens requests for it, and sends the first. */
export function registerOpenExample(app: App): vscode.Disposable {
  return registerCommand(app, commands.openExample, async (argument) => {
    requireTrust();
    const { name, first } = argument === 'tokens' ? tokens : argument === 'access' ? access : refusals;
    const document = await app.example.open(name);
    app.revealSidebar();
    // Its text speaks of what is seen there.
    if (name === tokens.name) await vscode.commands.executeCommand(`${views.sessions}.focus`, { preserveFocus: true });
    await app.runner.send({ uri: document.uri.toString(), id: first });
  });
}
