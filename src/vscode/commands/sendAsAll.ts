import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import type { HistoryEntry } from '../history.ts';
import { historyOf, runMatrixHere, summaryOf } from '../matrixHere.ts';
import { registerCommand } from '../registerCommand.ts';
import { requestToSend } from '../requestToSend.ts';
import { UserError } from '../userError.ts';

/** Send as All Users: one request as each user; who got what is said, and each answer is in the history. */
export function registerSendAsAll(app: App): vscode.Disposable {
  return registerCommand(app, commands.sendAsAll, async (argument) => {
    const { document, request, ref } = await requestToSend(app, argument);
    const { users } = await app.environments.read(document);
    if (users.length === 0)
      throw new UserError(
        'No users here: "$users" at the top of http-client.env.json names them, each with its variables.',
      );
    const matrix = await runMatrixHere(app, document, [request]);
    const entries = historyOf(app, document, request, matrix);
    // The last one is shown: the refusal, where there is one.
    const shown = entries.find((it) => it.report) ?? entries.at(-1);
    for (const it of entries) if (it !== shown) app.history.add(it);
    if (shown) app.history.add(shown);
    await tell(app, entries, summaryOf(matrix), ref);
  });
}

async function tell(
  app: App,
  entries: readonly HistoryEntry[],
  summary: string,
  ref: HistoryEntry['ref'],
): Promise<void> {
  const show = entries.some((it) => it.report) ? ['Explain'] : [];
  const chosen = await vscode.window.showInformationMessage(summary, ...show);
  if (chosen && ref) await vscode.commands.executeCommand(commands.explainLast, ref);
  else if (chosen) app.revealSidebar();
}
