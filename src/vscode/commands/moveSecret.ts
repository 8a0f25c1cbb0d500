import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { requireTrust } from '../trust.ts';
import { UserError } from '../userError.ts';

/** Move Secret to Private Environment File: the one that a quick fix names, or the one on the cursor's line. */
export function registerMoveSecret(app: App): vscode.Disposable {
  return registerCommand(app, commands.moveSecret, async (argument) => {
    requireTrust();
    const { document, offset } = await readPlace(app, argument);
    if (document.uri.scheme !== 'file')
      throw new UserError('Save the file first: the secret goes into a file beside it.');
    const line = document.positionAt(offset).line;
    const here = (await app.checks.secrets(document)).filter((it) => document.positionAt(it.span.start).line === line);
    const secret = here.find((it) => it.span.start === offset) ?? here[0];
    if (!secret) throw new UserError('This line writes out no secret that could be told from other text.');
    const { names } = await app.environments.read(document);
    const chosen = app.environments.choice(document).environment;
    const environment = chosen ?? (1 < names.length ? await pick(names) : (names[0] ?? 'dev'));
    if (environment === undefined) return;
    const { planMove } = await import('../movingSecrets.ts');
    const { edit, steps, files, name } = await planMove(app, document, secret, environment);
    if (!(await isAgreed(steps))) return;
    if (!(await vscode.workspace.applyEdit(edit, { isRefactoring: true }))) return;
    for (const uri of files) await save(uri);
    if (chosen === undefined) app.selection.choose('environment', environment);
    void vscode.window.showInformationMessage(
      `The secret is now {{${name}}} of ${environment}. What git has kept of it stays in its history: renew it where it was issued.`,
    );
  });
}

async function readPlace(
  app: App,
  argument: unknown,
): Promise<{ readonly document: vscode.TextDocument; readonly offset: number }> {
  if (typeof argument === 'object' && argument !== null && 'uri' in argument && 'offset' in argument) {
    const { uri, offset } = argument;
    if (typeof uri === 'string' && typeof offset === 'number')
      return { document: await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true)), offset };
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor || editor.document !== app.documents.active) throw new UserError('No .http file is open.');
  return { document: editor.document, offset: editor.document.offsetAt(editor.selection.active) };
}

/** The editor's own preview would begin with each change unticked: the question says them instead. */
async function isAgreed(steps: readonly string[]): Promise<boolean> {
  const go = 'Move Secret';
  const question = 'Move the secret out of this file?';
  return (await vscode.window.showWarningMessage(question, { modal: true, detail: steps.join('\n') }, go)) === go;
}

function pick(names: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showQuickPick([...names], { title: 'Environment that Gets the Secret' });
}

async function save(uri: vscode.Uri): Promise<void> {
  await (await vscode.workspace.openTextDocument(uri)).save();
}
