import * as vscode from 'vscode';
import type { App } from '../app.ts';
import type { HistoryEntry } from '../history.ts';

/** Explains the answers of this window anew when one's own rules have changed. */
export function registerRenewedExplanations(app: App): vscode.Disposable {
  return app.signs.onDidChange(() => {
    app.history
      .renew((entry) => explainAgain(app, entry))
      .catch((error: unknown) => {
        app.log.error('explaining anew', error instanceof Error ? error : String(error));
      });
  });
}

async function explainAgain(app: App, entry: HistoryEntry): Promise<HistoryEntry> {
  const { exchange, outcome, ref } = entry;
  if (!exchange || outcome.kind !== 'answered') return entry;
  const { reportOf, reportOnRequest } = await import('../explaining.ts');
  const { report: _, ...rest } = entry;
  const report = ref
    ? reportOf(exchange, entry.at, outcome.secrets, await app.signs.of(vscode.Uri.parse(ref.uri, true)))
    : reportOnRequest(exchange, entry.at, await app.signs.of());
  return { ...rest, ...(report ? { report } : {}) };
}
