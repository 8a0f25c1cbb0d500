import type * as vscode from 'vscode';
import type { App } from '../app.ts';
import { asRef, commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Prove: the reason of the refusal handed over, else of the last answer. */
export function registerProve(app: App): vscode.Disposable {
  return registerCommand(app, commands.prove, async (argument) => {
    const ref = asRef(argument);
    const entry = ref ? app.history.of(ref) : app.history.latest;
    if (!entry) throw new UserError('Nothing was refused yet in this window whose reason could be proven.');
    const { proveRefusal } = await import('../proving.ts');
    await proveRefusal(app, entry);
  });
}
