import type * as vscode from 'vscode';
import type { UserPass } from '../core/auth/userPass.ts';
import type { RequestBlock } from '../core/http/httpFile.ts';
import { scopeForReading } from '../core/variables/scopeForReading.ts';
import type { App } from './app.ts';
import { UserError } from './userError.ts';

export interface UserItem extends vscode.QuickPickItem {
  readonly name: string;
}

/**
 * The users that a request can be sent as, with what each would come with: those first that hold what a refusal asked
 * for. Throws UserError where there are none.
 */
export async function userItems(
  app: App,
  document: vscode.TextDocument,
  request: RequestBlock,
  needs: readonly string[],
): Promise<readonly UserItem[]> {
  const environments = await app.environments.read(document);
  if (environments.users.length === 0)
    throw new UserError(
      'No users here: "$users" at the top of http-client.env.json names them, each with its variables.',
    );
  const file = app.documents.parsed(document);
  const { environment, user: current } = app.environments.choice(document, request);
  const { userPass } = await app.checks.engine();
  const kept = (await app.sessions.list()).filter((it) => it.key.environment === environment);
  const items = environments.users.map((name) => {
    const scope = scopeForReading(environments, environment, name);
    const own = kept.filter((it) => it.key.user === name);
    const pass = userPass(file, request, scope, own, needs, app.now());
    const mark = name === current ? ' (sent as)' : '';
    return { label: `$(${icons[pass.would]}) ${name}${mark}`, description: pass.says, name, would: pass.would };
  });
  return items.toSorted((a, b) => order.indexOf(a.would) - order.indexOf(b.would));
}

const order: readonly UserPass['would'][] = ['yes', 'unknown', 'no'];
const icons: Readonly<Record<UserPass['would'], string>> = { yes: 'pass', unknown: 'question', no: 'circle-slash' };
