import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { UserError } from '../userError.ts';
import { usersOf } from './running.ts';
import { type MatrixTab, openTab } from './tab.ts';

/** The tabs of access matrices: a bundle of its own (`dist/matrix.cjs`), loaded when one is asked for. */

const tabs = new Map<string, MatrixTab>();

/** Runs a file's matrix in its tab, which is opened or shown. */
export async function runInTab(app: App, uri: vscode.Uri): Promise<void> {
  // Without users there is nothing to show a tab for.
  await usersOf(app, await vscode.workspace.openTextDocument(uri));
  const key = uri.toString();
  const tab = tabs.get(key) ?? openTab(app, uri);
  if (!tabs.has(key)) {
    tabs.set(key, tab);
    tab.panel.onDidDispose(() => tabs.delete(key));
  } else tab.panel.reveal();
  await tab.run();
}

/** Writes what the last run of a file's matrix gave. Throws UserError where none has run. */
export async function writeFromTab(uri: vscode.Uri): Promise<void> {
  const tab = tabs.get(uri.toString());
  if (!tab) throw new UserError('The access matrix of this file has not run yet.');
  await tab.write();
}

/** The file whose matrix is in front. */
export function matrixInFront(): vscode.Uri | undefined {
  return [...tabs.values()].find((it) => it.panel.active)?.uri;
}
