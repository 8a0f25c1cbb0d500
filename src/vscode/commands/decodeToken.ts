import * as vscode from 'vscode';
import { inspectToken } from '../../core/jwt/inspect.ts';
import { Secret } from '../../core/secret.ts';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Decode Token: the selection, else the clipboard. Nothing is sent and nothing is kept. */
export function registerDecodeToken(app: App): vscode.Disposable {
  return registerCommand(app, commands.decodeToken, async (argument) => {
    const selected = typeof argument === 'string' ? argument : selection();
    const from = selected === '' ? 'clipboard' : 'selection';
    const raw = (selected || (await vscode.env.clipboard.readText())).trim();
    if (raw === '') throw new UserError('Nothing is selected and the clipboard is empty: copy a token first.');
    app.decodedToken.show({ from, secret: new Secret(raw), token: inspectToken(raw), at: app.now() });
    app.revealSidebar();
  });
}

function selection(): string {
  const editor = vscode.window.activeTextEditor;
  return editor ? editor.document.getText(editor.selection) : '';
}
