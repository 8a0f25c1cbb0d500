import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { pickChoice } from '../pickChoice.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Select Environment: from the environment files around the `.http` file in use. */
export function registerSelectEnvironment(app: App): vscode.Disposable {
  return registerCommand(app, commands.selectEnvironment, async (argument) => {
    const document = app.documents.active;
    if (!document) throw new UserError('No .http file is open: environments are read from the files beside it.');
    const { names } = await app.environments.read(document);
    if (names.length === 0) {
      throw new UserError(
        'No environments here: a file named http-client.env.json beside the .http file defines them.',
      );
    }
    const chosen = await pickChoice(argument, names, app.selection.environment, 'environment');
    if (chosen) app.selection.choose('environment', chosen.name);
  });
}
