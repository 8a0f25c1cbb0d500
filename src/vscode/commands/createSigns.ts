import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { openSigns, signFileFor } from '../signHome.ts';

/** Create Signs File: an example to write one's own rules from, where there is no file yet; opens it. */
export function registerCreateSigns(app: App): vscode.Disposable {
  return registerCommand(app, commands.createSigns, async () => {
    const file = signFileFor(app.documents.active?.uri);
    const there = await openSigns(file);
    if (!there) {
      const example = vscode.Uri.joinPath(app.extensionUri, 'media', 'signs.example.json');
      await vscode.workspace.fs.writeFile(file, await vscode.workspace.fs.readFile(example));
    }
    await vscode.window.showTextDocument(there ?? (await vscode.workspace.openTextDocument(file)));
  });
}
