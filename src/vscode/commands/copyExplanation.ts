import * as vscode from 'vscode';
import { toMarkdown } from '../../core/print/markdown.ts';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Copy Explanation: the last refusal as Markdown for an issue or a chat, secrets masked. */
export function registerCopyExplanation(app: App): vscode.Disposable {
  return registerCommand(app, commands.copyExplanation, async () => {
    const report = app.history.latest?.report;
    if (!report) throw new UserError('The last answer was no refusal: there is nothing to explain.');
    await vscode.env.clipboard.writeText(toMarkdown(report));
    vscode.window.setStatusBarMessage('Why401: explanation copied, secrets masked', 5000);
  });
}
