import * as vscode from 'vscode';
import type { SignInConfig } from '../core/auth/config.ts';
import type { App } from './app.ts';
import type { HistoryEntry } from './history.ts';

/** The sign-in whose token a request waits for in vain, where it is written. */
export function failedSignIn(
  app: App,
  { ref, failedFirst, environment, user }: HistoryEntry,
): SignInConfig | undefined {
  const id = /^token of (.+)$/s.exec(failedFirst ?? '')?.[1];
  const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === ref?.uri);
  return id === undefined ? undefined : document && app.environments.of(document)?.signIn(environment, user, id);
}

/** Shows its lines, to be changed. */
export async function openSignIn({ file, line }: SignInConfig): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  const selection = document.lineAt(Math.min(line, document.lineCount) - 1).range;
  await vscode.window.showTextDocument(document, { selection });
}
