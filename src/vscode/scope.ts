import type * as vscode from 'vscode';
import type { Scope } from '../core/variables/scope.ts';
import type { App } from './app.ts';

/**
 * What a document's variables mean while it is edited: the chosen environment's values, nothing asked, nothing sent.
 * Undefined until the environment files are read; `app.environments.onDidChange` tells.
 */
export function editingScope(
  app: Pick<App, 'environments' | 'runner' | 'now'>,
  document: vscode.TextDocument,
): Scope | undefined {
  const environments = app.environments.of(document);
  if (!environments) return undefined;
  const { environment, user } = app.environments.choice(document);
  const scopeOf = (user: string | undefined): Scope => ({
    layers: environments.layers(environment, user),
    ...(environment ? { environment } : {}),
    environmentsWith: (name) =>
      environments.names.filter((it) => environments.layers(it, user).some((layer) => layer.variables.has(name))),
    runtime: new Map(),
    reading: true,
    answers: new Map(),
    chained: (name, path) => app.runner.chained(document, name, path),
    bodyFile: () => undefined,
    signIn: (id) => environments.signIn(environment, user, id),
    signInIds: environments.authIds(environment, user),
    tokens: new Map(),
    bound: new Map(),
    longestValue: longestLookedAt,
    supplies: { now: app.now(), random: () => 0.5, localOffset: localOffset, processEnv: process.env },
    users: environments.users,
    as: scopeOf,
  });
  return scopeOf(user);
}

/** A hostile file can make megabytes of a few lines, anew at each keystroke; tokens and URLs are far shorter. */
const longestLookedAt = 256 * 1024;

/** Minutes east of UTC at that moment. */
function localOffset(ms: number): number {
  return -new Date(ms).getTimezoneOffset();
}
