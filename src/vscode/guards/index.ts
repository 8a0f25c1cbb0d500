import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { type AuditTab, openAuditTab } from './auditTab.ts';

/** Routes and guards in the source code: a bundle of its own (`dist/guardsView.cjs`), loaded when they are first asked for. */

export { lensesFor } from './lenses.ts';
export { matchEntry } from './match.ts';
export { placeOf } from './placeOf.ts';
export { createReader } from './reader.ts';
export { requestFor } from './requestFor.ts';

const tabs = new Map<string, AuditTab>();

/** Opens or shows the audit of a folder. */
export function openAudit(app: App, folder: vscode.Uri): void {
  const key = folder.toString();
  const there = tabs.get(key);
  if (there) {
    there.panel.reveal();
    return;
  }
  const tab = openAuditTab(app, folder);
  tabs.set(key, tab);
  tab.panel.onDidDispose(() => tabs.delete(key));
}
