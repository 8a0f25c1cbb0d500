import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { pickChoice } from '../pickChoice.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Select User: from `$users` of the environment files. The user's variables lie over the environment's. */
export function registerSelectUser(app: App): vscode.Disposable {
  return registerCommand(app, commands.selectUser, async (argument) => {
    const document = app.documents.active;
    if (!document) throw new UserError('No .http file is open: users are read from the environment files beside it.');
    const { users } = await app.environments.read(document);
    if (users.length === 0) {
      throw new UserError(
        'No users here: "$users" at the top of http-client.env.json names them, each with its variables.',
      );
    }
    const chosen = await pickChoice(argument, users, app.selection.user, 'user');
    if (chosen) app.selection.choose('user', chosen.name);
  });
}
