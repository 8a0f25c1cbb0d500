import * as vscode from 'vscode';
import type { App } from './app.ts';
import type { CommandId } from './contributions.ts';
import { isUserError, type UserError } from './userError.ts';

/**
 * Registers a command. A UserError becomes a message with its buttons; anything else is a bug: it goes into the log,
 * and a short message offers the log. `run` gets what it was called with, unchecked.
 */
export function registerCommand(app: App, id: CommandId, run: (argument: unknown) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument: unknown) => {
    try {
      return await run(argument);
    } catch (error) {
      if (isUserError(error)) void tell(error);
      else void tellBug(app, id, error);
      return undefined;
    }
  });
}

/** Shows a UserError with its buttons. */
export async function tell(error: UserError): Promise<void> {
  const chosen = await vscode.window.showWarningMessage(error.message, ...error.actions.map((it) => it.title));
  const action = error.actions.find((it) => it.title === chosen);
  if (action) await vscode.commands.executeCommand(action.command);
}

async function tellBug(app: App, id: CommandId, error: unknown): Promise<void> {
  app.log.error(id, error instanceof Error ? error : String(error));
  const show = 'Show Log';
  if ((await vscode.window.showErrorMessage(`Why401 could not finish: ${id}.`, show)) === show) app.log.show();
}
