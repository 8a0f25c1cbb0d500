import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { requireTrust } from '../trust.ts';

/** Open Example: starts the playground on loopback and opens requests that it refuses. */
export function registerOpenExample(app: App): vscode.Disposable {
  return registerCommand(app, commands.openExample, async () => {
    requireTrust();
    await app.example.open();
    app.revealSidebar();
  });
}
