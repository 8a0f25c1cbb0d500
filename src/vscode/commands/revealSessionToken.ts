import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';

/** Reveal Token: of a session, decoded in the sidebar. */
export function registerRevealSessionToken(app: App): vscode.Disposable {
  return registerCommand(app, commands.revealSessionToken, async (argument) => {
    const { revealToken } = await import('../sessions/index.ts');
    await revealToken(app, argument);
  });
}
