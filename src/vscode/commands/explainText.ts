import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { explainRecording, type Source } from '../recording/explainRecording.ts';
import { readFile } from '../recording/readFile.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Explain Clipboard or File: a HAR, what curl -v printed, raw HTTP messages, an error of axios or fetch. */
export function registerExplainText(app: App): vscode.Disposable {
  return registerCommand(app, commands.explainText, async (argument) => {
    const source = typeof argument === 'string' ? { name: 'the text', content: argument } : await ask();
    if (!source) return;
    if (typeof source.content === 'string' && source.content.trim() === '') {
      throw new UserError('No text: copy a HAR, what curl -v printed, an HTTP message or an axios error first.');
    }
    await explainRecording(app, source);
  });
}

async function ask(): Promise<Source | undefined> {
  const clipboard = { label: '$(clippy) Clipboard', description: 'HAR, curl -v, raw HTTP, axios or fetch error' };
  const file = { label: '$(folder-opened) File…', description: '.har, .txt' };
  const chosen = await vscode.window.showQuickPick([clipboard, file], { title: 'Explain Clipboard or File' });
  if (chosen === clipboard) return { name: 'the clipboard', content: await vscode.env.clipboard.readText() };
  if (chosen !== file) return undefined;
  const [uri] = (await vscode.window.showOpenDialog({ title: 'Explain', canSelectMany: false })) ?? [];
  return uri && { name: basename(uri.path), uri, content: await readFile(uri) };
}
