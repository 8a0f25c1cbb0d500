import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { requireTrust } from '../trust.ts';

/** The request to begin with: its answer has something to show in every part of the panel. */
const first = 'expired';

/** Open Example: starts the playground on loopback, opens requests that it refuses, and sends it the first. */
export function registerOpenExample(app: App): vscode.Disposable {
  return registerCommand(app, commands.openExample, async () => {
    requireTrust();
    const document = await app.example.open();
    app.revealSidebar();
    await app.runner.send({ uri: document.uri.toString(), id: first });
  });
}
