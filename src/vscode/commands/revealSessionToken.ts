import type * as vscode from 'vscode';
import { inspectToken } from '../../core/jwt/inspect.ts';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { chooseSession } from '../sessions/choose.ts';

/** Reveal Token: decoded in the sidebar, where a click shows it whole. */
export function registerRevealSessionToken(app: App): vscode.Disposable {
  return registerCommand(app, commands.revealSessionToken, async (argument) => {
    const session = await chooseSession(app, argument, 'Reveal Token', (it) => it.kind === 'tokens');
    if (session?.kind !== 'tokens') return;
    const { accessToken } = session.tokens;
    const token = inspectToken(accessToken.reveal());
    app.decodedToken.show({ from: `session ${session.key.id}`, secret: accessToken, token, at: app.now() });
    app.revealSidebar();
  });
}
