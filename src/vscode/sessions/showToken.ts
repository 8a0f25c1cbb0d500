import * as vscode from 'vscode';
import type { TokenSession } from '../../core/auth/session.ts';
import { inspectToken } from '../../core/jwt/inspect.ts';
import type { App } from '../app.ts';
import { chooseSession } from './choose.ts';

/** The whole access token of a session, onto the clipboard and nowhere else. */
export async function copyToken(app: App, argument: unknown): Promise<void> {
  const session = await choose(app, argument, 'Copy Token');
  if (!session) return;
  await vscode.env.clipboard.writeText(session.tokens.accessToken.reveal());
  vscode.window.setStatusBarMessage(`Why401: token of ${session.key.id} copied`, 5000);
}

/** Decoded in the sidebar, masked; a click there shows it whole. */
export async function revealToken(app: App, argument: unknown): Promise<void> {
  const session = await choose(app, argument, 'Reveal Token');
  if (!session) return;
  const { accessToken } = session.tokens;
  const token = inspectToken(accessToken.reveal());
  app.decodedToken.show({ from: `session ${session.key.id}`, secret: accessToken, token, at: app.now() });
  app.revealSidebar();
}

async function choose(app: App, argument: unknown, title: string): Promise<TokenSession | undefined> {
  const session = await chooseSession(app, argument, title, (it) => it.kind === 'tokens');
  return session?.kind === 'tokens' ? session : undefined;
}
