import * as vscode from 'vscode';
import { hasBetterRefusal } from '../../core/better/hasBetterRefusal.ts';
import { formNames, type RefusalForm, refusalForms } from '../../core/print/refusalCode.ts';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import { UserError } from '../userError.ts';

/** Copy a Better Refusal: what the API ought to have sent, as a message or as code that sends it. */
export function registerCopyBetterRefusal(app: App): vscode.Disposable {
  return registerCommand(app, commands.copyBetterRefusal, async (argument) => {
    const entry = app.history.latest;
    if (!entry?.exchange || !entry.report)
      throw new UserError('The last answer was no refusal: there is none to better.');
    if (!hasBetterRefusal(entry.report))
      throw new UserError('The exchange does not tell why it was refused, so neither what the refusal should say.');
    const form = refusalForms.find((it) => it === argument) ?? (await ask());
    if (!form) return;
    const document = entry.ref && vscode.Uri.parse(entry.ref.uri, true);
    const [{ betterRefusalOf }, own] = await Promise.all([import('../explaining.ts'), app.signs.of(document)]);
    const known = entry.outcome.kind === 'answered' ? entry.outcome.secrets : undefined;
    const written = betterRefusalOf(entry.exchange, form, app.now(), { known, own, proof: entry.proof });
    if (written === undefined) throw new UserError('This refusal has no better form.');
    await vscode.env.clipboard.writeText(written);
    vscode.window.setStatusBarMessage(`Why401: a better refusal copied (${formNames[form]})`, 5000);
  });
}

async function ask(): Promise<RefusalForm | undefined> {
  const items = [
    { label: formNames.http, description: 'the message as it travels', form: 'http' as const },
    { label: formNames.express, description: 'a handler in JavaScript', form: 'express' as const },
    { label: formNames.laravel, description: 'a response in PHP', form: 'laravel' as const },
  ];
  return (await vscode.window.showQuickPick(items, { title: 'Copy a Better Refusal' }))?.form;
}
