import * as vscode from 'vscode';
import { requestId } from '../../core/http/requestId.ts';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';

/** Has the sessions of a user anew, the way each was had; signs in where none is kept. */
export async function renewUser(
  app: App,
  document: vscode.TextDocument,
  environment: string | undefined,
  user: string,
): Promise<void> {
  const kept = (await app.sessions.list()).filter((it) => it.key.environment === environment && it.key.user === user);
  for (const it of kept.filter(({ kind }) => kind !== 'login'))
    await vscode.commands.executeCommand(commands.refreshSession, it.key);
  const environments = await app.environments.read(document);
  const keptIds = new Set(kept.map((it) => it.key.id));
  for (const id of kept.length === 0 ? environments.authIds(environment, user) : []) {
    if (keptIds.has(id)) continue;
    const key = { id, user, ...(environment === undefined ? {} : { environment }) };
    await vscode.commands.executeCommand(commands.signIn, key);
  }
  const file = app.documents.parsed(document);
  const logins = file.requests.filter((it) => it.name !== '' && it.directives.some(({ name }) => name === 'login'));
  for (const it of logins) await app.runner.send({ uri: document.uri.toString(), id: requestId(file, it) }, user);
}
