import * as vscode from 'vscode';
import type { Session, TokenSession } from '../../core/auth/session.ts';
import type { SignedOut } from '../../run/index.ts';
import type { App } from '../app.ts';
import { UserError, withoutLinks } from '../userError.ts';
import { chooseSession } from './choose.ts';
import { openExactly } from './openExactly.ts';
import { calledFor } from './row.ts';
import { whereConfigured } from './whereToSignIn.ts';

/** Forgets a session, takes its tokens back where the server offers it, and says which of both happened. */
export async function signOut(app: App, argument: unknown): Promise<void> {
  const session = await chooseSession(app, argument, 'Sign Out');
  if (!session) return;
  const done = await endOne(app, session);
  const open = 'Sign Out in Browser';
  const message = withoutLinks(`Signed out of ${calledFor(session)}: ${says(session, done)}`);
  if (done?.page === undefined) void vscode.window.showInformationMessage(message);
  else if ((await vscode.window.showInformationMessage(message, open)) === open) await openExactly(done.page);
}

/** The same for every session of the workspace, after a question. */
export async function signOutAll(app: App): Promise<void> {
  const sessions = await app.sessions.list();
  if (sessions.length === 0) throw new UserError('Nobody is signed in.');
  const yes = 'Sign Out';
  const detail = 'The sessions of this workspace are forgotten, and their tokens revoked where the servers offer it.';
  const question = `Sign out of all sessions (${sessions.length})?`;
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
  const done = await Promise.all(
    sessions.map(async (session) => `${calledFor(session)}: ${says(session, await endOne(app, session))}`),
  );
  void vscode.window.showInformationMessage(withoutLinks(`Signed out. ${done.join(' ')}`));
}

/** Undefined: there is nothing to take back, or nothing may be sent. It is forgotten in any case, and first of all. */
async function endOne(app: App, session: Session): Promise<SignedOut | undefined> {
  await app.sessions.remove(session.key);
  if (session.kind === 'login' || !vscode.workspace.isTrusted) return undefined;
  const place = await whereConfigured(app, session.key);
  if (!place) return { revocation: { kind: 'failed', message: 'how to reach the server is not configured any more.' } };
  const abort = new AbortController();
  const { id: _, ...whose } = session.key;
  const title = `Why401: signing out of ${session.key.id}`;
  const options = { location: vscode.ProgressLocation.Window, title };
  return vscode.window.withProgress(options, () =>
    app.runner.lend(place.document, abort, (run, target, lent) =>
      run.signOutAt(session, { ...target, ...whose }, lent),
    ),
  );
}

/** In few words, the gravest first: a message without a button is cut off after a line. */
function says(session: Session, done: SignedOut | undefined): string {
  if (session.kind === 'login') return 'forgotten here, the server was told nothing.';
  if (!done) return 'forgotten here, good until it ends: nothing is sent in Restricted Mode.';
  const where = issuerOf(session);
  switch (done.revocation.kind) {
    case 'revoked':
      return `forgotten here and revoked at ${where}.`;
    case 'none-offered':
      return `forgotten here, good until it ends: ${where} offers no revocation.`;
    case 'failed':
      return `forgotten here, not revoked at ${where}: ${done.revocation.message}`;
  }
}

function issuerOf({ issuer }: TokenSession): string {
  return issuer !== undefined && URL.canParse(issuer) ? new URL(issuer).host : 'the server';
}
