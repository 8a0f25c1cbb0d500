import type * as vscode from 'vscode';
import type { Route } from '../../core/guards/route.ts';
import type { App } from '../app.ts';
import { type AuditTab, openAuditTab } from './auditTab.ts';

/** Routes and guards in the source code: a bundle of its own (`dist/guardsView.cjs`), loaded when they are first asked for. */

export { lensesFor } from './lenses.ts';
export { matchEntry } from './match.ts';
export { placeOf } from './placeOf.ts';
export { createReader } from './reader.ts';
export { requestFor } from './requestFor.ts';

const tabs = new Map<string, AuditTab>();

/** Opens or shows the audit of a folder, and in it a route. */
export function openAudit(app: App, folder: vscode.Uri, route?: Route): void {
  const key = folder.toString();
  const there = tabs.get(key);
  const tab = there ?? openAuditTab(app, folder);
  if (there) there.panel.reveal();
  else {
    tabs.set(key, tab);
    tab.panel.onDidDispose(() => tabs.delete(key));
  }
  if (route) tab.show(route);
}
