import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { explainAgain } from '../explainAgain.ts';

/**
 * Explains the answers of this window anew when one's own rules have changed, a token was verified, or the server's side
 * tells something: its log, or the code in front of a route.
 */
export function registerRenewedExplanations(app: App): vscode.Disposable {
  const known = new WeakSet<object>();
  const renew = (only?: object) => {
    app.history
      .renew(async (entry) => (only && entry.exchange !== only ? entry : explainAgain(app, entry)))
      .catch((error: unknown) => {
        app.log.error('explaining anew', error instanceof Error ? error : String(error));
      });
  };
  return vscode.Disposable.from(
    app.signs.onDidChange(() => renew()),
    app.verifications.onDidChange(() => renew()),
    app.guards.onDidRead(() => renew()),
    app.serverLogs.onDidFind(renew),
    app.history.onDidChange((entry) => {
      // The first explanation of an answer knows nothing of the code that was read before.
      if (!entry.report || !entry.exchange || known.has(entry.exchange)) return;
      if (!app.guards.isAbout(entry) || !app.guards.matchOf(entry)) return;
      known.add(entry.exchange);
      renew(entry.exchange);
    }),
  );
}
