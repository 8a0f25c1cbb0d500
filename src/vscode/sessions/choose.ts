import * as vscode from 'vscode';
import type { Session } from '../../core/auth/session.ts';
import type { App } from '../app.ts';
import { UserError } from '../userError.ts';
import { sessionRow } from './row.ts';
import { sessionKeyOf } from './tree.ts';

/** The session that a menu handed over, else the only one, else the one that a person picks. Undefined: none was picked. */
export async function chooseSession(
  app: App,
  argument: unknown,
  title: string,
  fits: (session: Session) => boolean = () => true,
): Promise<Session | undefined> {
  const key = sessionKeyOf(argument);
  if (key) {
    const session = await app.sessions.get(key);
    if (!session) throw new UserError(`The session ${key.id} is no longer there: it was signed out meanwhile.`);
    return session;
  }
  const sessions = (await app.sessions.list()).filter(fits);
  if (sessions.length <= 1) {
    if (sessions[0]) return sessions[0];
    throw new UserError('There is no such session: sign in first, or send a request that signs in.');
  }
  const items = sessions.map((session) => {
    const { label, description } = sessionRow(session, app.now());
    return { label, description, session };
  });
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true }))?.session;
}
