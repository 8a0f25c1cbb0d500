import * as vscode from 'vscode';
import type { App } from '../app.ts';
import type { HistoryEntry } from '../history.ts';

/** Explains the answers of this window anew when one's own rules have changed, or a token was verified. */
export function registerRenewedExplanations(app: App): vscode.Disposable {
  const renew = () => {
    app.history
      .renew((entry) => explainAgain(app, entry))
      .catch((error: unknown) => {
        app.log.error('explaining anew', error instanceof Error ? error : String(error));
      });
  };
  return vscode.Disposable.from(app.signs.onDidChange(renew), app.verifications.onDidChange(renew));
}

async function explainAgain(app: App, entry: HistoryEntry): Promise<HistoryEntry> {
  const { exchange, outcome, ref, proof } = entry;
  if (!exchange || outcome.kind !== 'answered') return entry;
  const { reportOf, reportOnRequest } = await import('../explaining.ts');
  const verified = app.verifications.all;
  const { report: _, ...rest } = entry;
  const own = await app.signs.of(ref && vscode.Uri.parse(ref.uri, true));
  const report = ref
    ? reportOf(exchange, entry.at, { known: outcome.secrets, own, verifications: verified, proof })
    : reportOnRequest(exchange, entry.at, { own, verifications: verified });
  return { ...rest, ...(report ? { report } : {}) };
}
