import * as vscode from 'vscode';
import type { UserPass } from '../core/auth/userPass.ts';
import { requestById } from '../core/http/requestId.ts';
import { scopeForReading } from '../core/variables/scopeForReading.ts';
import type { App } from './app.ts';
import type { HistoryEntry } from './history.ts';
import { UserError } from './userError.ts';

/**
 * Lists the users of the environment files with what each would come with, those first that hold what the refusal
 * asked for. The one that is picked is selected, and a request that changes nothing is sent again as that user.
 */
export async function tryOtherUser(app: App, { ref }: HistoryEntry, needs: readonly string[]): Promise<void> {
  if (!ref) throw new UserError('This exchange was pasted: there is no request here to send as another user.');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(ref.uri, true));
  const environments = await app.environments.read(document);
  const file = app.documents.parsed(document);
  const request = requestById(file, ref.id);
  if (!request || environments.users.length === 0)
    throw new UserError(
      'No users here: "$users" at the top of http-client.env.json names them, each with its variables.',
    );
  const { environment, user: current } = app.environments.choice(document);
  const { userPass } = await app.checks.engine();
  const kept = (await app.sessions.list()).filter((it) => it.key.environment === environment);
  const items = environments.users.map((name) => {
    const scope = scopeForReading(environments, environment, name);
    const own = kept.filter((it) => it.key.user === name);
    const pass = userPass(file, request, scope, own, needs, app.now());
    const mark = name === current ? ' (sent as)' : '';
    return { label: `$(${icons[pass.would]}) ${name}${mark}`, description: pass.says, name, would: pass.would };
  });
  const sorted = items.toSorted((a, b) => order.indexOf(a.would) - order.indexOf(b.would));
  const title = needs.length ? `Try a User Who Has ${needs.join(', ')}` : 'Try Another User';
  const chosen = await vscode.window.showQuickPick(sorted, { title, matchOnDescription: true });
  if (!chosen) return;
  app.selection.choose('user', chosen.name);
  if (/^(?:GET|HEAD|OPTIONS)$/i.test(request.method.text)) await app.runner.send(ref);
  else
    void vscode.window.showInformationMessage(
      `${chosen.name} is selected. The request changes something: send it when you are sure.`,
    );
}

const order: readonly UserPass['would'][] = ['yes', 'unknown', 'no'];
const icons: Readonly<Record<UserPass['would'], string>> = { yes: 'pass', unknown: 'question', no: 'circle-slash' };
