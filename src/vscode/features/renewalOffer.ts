import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import type { HistoryEntry } from '../history.ts';
import { setting } from '../settings.ts';
import { withoutLinks } from '../userError.ts';

/** Offers to renew what was refused, in a message that waits for nobody. The setting can be changed from it. */
export function registerRenewalOffer(app: App): vscode.Disposable {
  return app.history.onDidChange((entry) => {
    if (entry.renewable !== undefined && offered.get(entry) === undefined) void offer(app, entry, entry.renewable);
  });
}

/** An entry that becomes the latest again is not offered twice. */
const offered = new WeakMap<HistoryEntry, true>();

async function offer(app: App, entry: HistoryEntry, what: string): Promise<void> {
  const { ref, report } = entry;
  if (!ref || !report || setting('retry', vscode.Uri.parse(ref.uri, true)) !== 'ask') return;
  offered.set(entry, true);
  const renew = 'Renew and Send Again';
  const always = 'Always Do So';
  const question = `${report.status}: ${report.findings[0]?.title ?? 'refused'}. Renew ${withoutLinks(what)}?`;
  const chosen = await vscode.window.showInformationMessage(question, renew, always);
  if (chosen === undefined) return;
  if (chosen === always)
    await vscode.workspace.getConfiguration('why401').update('retry', 'auto', vscode.ConfigurationTarget.Global);
  // It may have been renewed by another way while the message stood.
  if (app.history.of(ref)?.renewable !== undefined) await vscode.commands.executeCommand(commands.renew, ref);
}
