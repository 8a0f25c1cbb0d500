import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { toRange } from '../convert.ts';
import { registerCommand } from '../registerCommand.ts';
import { openSigns, signFileFor } from '../signHome.ts';
import type { NewSign } from '../signReading.ts';
import { UserError } from '../userError.ts';

const title = 'Teach Why401 This Refusal';

/** Teach Why401 This Refusal: asks for cause and words, and writes a rule that knows the last refusal by its code. */
export function registerTeachSign(app: App): vscode.Disposable {
  return registerCommand(app, commands.teachSign, async () => {
    const { exchange, report, ref } = app.history.latest ?? {};
    if (!exchange || !report) throw new UserError('The last answer was no refusal: there is nothing to teach.');
    const file = signFileFor(ref ? vscode.Uri.parse(ref.uri, true) : app.documents.active?.uri);
    const { signChoicesFor } = await import('../explaining.ts');
    const { draft, causes } = signChoicesFor(exchange, report, app.now());
    if (!draft) throw new UserError('The host of this request is not known, so no rule can tell its answers.');
    const cause = await vscode.window.showQuickPick(
      causes.map((it) => ({ label: it.title, description: it.id, detail: it.why, id: it.id })),
      { title: `${title}: what is the cause?`, matchOnDescription: true },
    );
    if (!cause) return;
    const shows = await vscode.window.showInputBox({
      title: `${title}: what does it mean, in your words?`,
      placeHolder: 'The order is closed; only a lead may open it again',
      prompt: 'Shown with each such refusal. Enter alone leaves it out.',
      validateInput: (it) => (it.length <= 1000 ? undefined : 'Up to 1000 characters fit.'),
    });
    if (shows === undefined) return;
    await write(file, { draft, cause: cause.id, shows: shows.trim() });
  });
}

async function write(file: vscode.Uri, sign: NewSign): Promise<void> {
  const there = await openSigns(file);
  const { withSign } = await import('../signReading.ts');
  const made = withSign(there?.getText() ?? '', sign);
  if (!made) throw new UserError('why401.signs.json is not JSON as it stands: correct it first.');
  if (!there) await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(made.text));
  const document = there ?? (await vscode.workspace.openTextDocument(file));
  if (there) {
    const wasSaved = !there.isDirty;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(file, toRange(there, { start: 0, end: there.getText().length }), made.text);
    await vscode.workspace.applyEdit(edit);
    if (wasSaved) await there.save();
  }
  const editor = await vscode.window.showTextDocument(document);
  const range = toRange(document, { start: made.offset, end: made.offset + made.length });
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
