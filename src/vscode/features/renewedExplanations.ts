import * as vscode from 'vscode';
import type { App } from '../app.ts';
import type { HistoryEntry } from '../history.ts';

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
      if (!entry.report || !entry.exchange || known.has(entry.exchange) || !app.guards.matchOf(entry)) return;
      known.add(entry.exchange);
      renew(entry.exchange);
    }),
  );
}

async function explainAgain(app: App, entry: HistoryEntry): Promise<HistoryEntry> {
  const { exchange, outcome, ref, proof } = entry;
  if (!exchange || outcome.kind !== 'answered') return entry;
  const { reportOf, reportOnRequest } = await import('../explaining.ts');
  const verified = app.verifications.all;
  const besides = app.besides(entry);
  const { report: _, ...rest } = entry;
  const own = await app.signs.of(ref && vscode.Uri.parse(ref.uri, true));
  const report = ref
    ? reportOf(exchange, entry.at, { known: outcome.secrets, own, verifications: verified, ...besides, proof })
    : reportOnRequest(exchange, entry.at, { own, verifications: verified, ...besides });
  return { ...rest, ...(report ? { report } : {}) };
}
