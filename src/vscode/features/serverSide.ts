import * as vscode from 'vscode';
import type { App } from '../app.ts';
import type { HistoryEntry } from '../history.ts';
import { leadsHere } from '../thisComputer.ts';

/**
 * After a refusal by this computer: looks into the server's log and the source code, where the window is trusted. Both
 * read files only. What they tell is led into the explanation by `renewedExplanations.ts`.
 */
export function registerServerSide(app: App): vscode.Disposable {
  return app.history.onDidChange((entry) => {
    if (!entry.report || !vscode.workspace.isTrusted || !isOwn(entry)) return;
    void app.serverLogs.look(entry, false);
    for (const folder of app.guards.foldersFor(entry)) void app.guards.read(folder);
  });
}

function isOwn({ exchange }: HistoryEntry): boolean {
  return exchange?.source === 'sent' && leadsHere(exchange.request.url);
}
