import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';

/** Verify Token: with the issuer's keys or a given one; the result is shown under the token and joins the explanation. */
export function registerVerifyToken(app: App): vscode.Disposable {
  return registerCommand(app, commands.verifyToken, async (argument) => {
    const { verify } = await import('../verifying/index.ts');
    await verify(app, argument);
  });
}
