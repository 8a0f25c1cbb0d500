import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';

/** Import: the file that was clicked, else one that is chosen. */
export function registerImport(app: App): vscode.Disposable {
  return registerCommand(app, commands.import, async (argument) => {
    const { importHere } = await import('../importing/index.ts');
    await importHere(argument instanceof vscode.Uri ? argument : undefined);
  });
}
