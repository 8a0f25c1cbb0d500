import * as vscode from 'vscode';
import type { App } from './app.ts';
import type { HistoryEntry } from './history.ts';

/** Explains an answer anew, by all that is known now. */
export async function explainAgain(app: App, entry: HistoryEntry): Promise<HistoryEntry> {
  const { exchange, outcome, ref, proof } = entry;
  if (!exchange || outcome.kind !== 'answered') return entry;
  const { reportOf, reportOnRequest } = await import('./explaining.ts');
  const verified = app.verifications.all;
  const besides = app.besides(entry);
  const { report: _, ...rest } = entry;
  const own = await app.signs.of(ref && vscode.Uri.parse(ref.uri, true));
  const report = ref
    ? reportOf(exchange, entry.at, { known: outcome.secrets, own, verifications: verified, ...besides, proof })
    : reportOnRequest(exchange, entry.at, { own, verifications: verified, ...besides });
  return { ...rest, ...(report ? { report } : {}) };
}
