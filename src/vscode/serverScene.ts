import * as vscode from 'vscode';
import type { App } from './app.ts';
import type { HistoryEntry } from './history.ts';
import { asksOf } from './logSources.ts';
import type { ServerScene } from './sidebar/server.ts';
import { leadsHere } from './thisComputer.ts';

/** What is known of the server's side of an answer, for the sidebar. */
export function serverSceneOf(app: App, entry: HistoryEntry | undefined): ServerScene | undefined {
  if (!entry?.exchange) return undefined;
  const { exchange, outcome } = entry;
  const folders = app.guards.foldersFor(entry);
  const read = folders.flatMap((it) => app.guards.of(it) ?? []);
  const reading = folders.some((it) => it.toString() === app.guards.reading?.toString());
  const routes = read.length === 0 ? undefined : read.reduce((sum, it) => sum + it.routes.length, 0);
  return {
    exchange,
    secrets: outcome.kind === 'answered' || outcome.kind === 'unsendable' ? (outcome.secrets ?? []) : [],
    refused: entry.report !== undefined,
    here: leadsHere(exchange.request.url),
    trusted: vscode.workspace.isTrusted,
    look: app.serverLogs.of(exchange),
    asks: asksOf(entry),
    guards:
      folders.length === 0
        ? undefined
        : {
            reading,
            failure: folders.map((it) => app.guards.failure(it)).find((it) => it !== undefined),
            matched: app.guards.matchOf(entry),
            routes,
            asked: app.guards.wasAsked(entry),
          },
  };
}
