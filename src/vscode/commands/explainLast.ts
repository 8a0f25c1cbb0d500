import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { asRef, commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Explain Last Response: shows it in the sidebar, that of one request when called from its code lens. */
export function registerExplainLast(app: App): vscode.Disposable {
  return registerCommand(app, commands.explainLast, (argument) => {
    const ref = asRef(argument);
    if (ref) app.history.show(ref);
    if (!app.history.latest) throw new UserError('Nothing was sent yet in this window.');
    app.revealSidebar(ref && app.history.of(ref));
  });
}
