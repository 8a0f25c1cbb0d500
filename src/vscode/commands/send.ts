import type * as vscode from 'vscode';
import { requestId } from '../../core/http/requestId.ts';
import type { App } from '../app.ts';
import { asRef, commands } from '../contributions.ts';
import type { HistoryEntry } from '../history.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Send Request: the one handed over, else the one under the cursor. */
export function registerSend(app: App): vscode.Disposable {
  return registerCommand(app, commands.send, async (argument) => {
    const ref = asRef(argument) ?? atCursor(app);
    const entry = await app.runner.send(ref);
    if (!entry) throw new UserError('This request is no longer in the file.');
    if (lacksEnvironment(app, entry)) {
      throw new UserError('Not sent: a variable has no value, and no environment is selected.', [
        { title: 'Select Environment', command: commands.selectEnvironment },
      ]);
    }
  });
}

/** Nothing chosen though there is a choice: the commonest reason for a variable without a value. */
function lacksEnvironment(app: App, { outcome, environment }: HistoryEntry): boolean {
  if (outcome.kind !== 'unsendable' || environment !== undefined) return false;
  const document = app.documents.active;
  const names = document && app.environments.of(document)?.names;
  return names !== undefined && 0 < names.length && outcome.problems.some((it) => it.variable);
}

function atCursor(app: App): { readonly uri: string; readonly id: string } {
  const found = app.documents.requestAtCursor();
  if (!found) throw new UserError('There is no request under the cursor: put it into a request of an .http file.');
  return { uri: found.document.uri.toString(), id: requestId(app.documents.parsed(found.document), found.request) };
}
