import * as vscode from 'vscode';
import { type ClientForm, clientFormNames, clientForms } from '../../core/client/clientForms.ts';
import { requestById, requestId } from '../../core/http/requestId.ts';
import type { App } from '../app.ts';
import { commands } from '../contributions.ts';
import { registerCommand } from '../registerCommand.ts';
import type { RetrySubject } from '../retryCode.ts';
import { editingScope } from '../scope.ts';
import { UserError } from '../userError.ts';

/** Copy Renew-and-Retry as Code: what Why401 does about a token that has ended, for the developer's own client. */
export function registerCopyRetryCode(app: App): vscode.Disposable {
  return registerCommand(app, commands.copyRetryCode, async (argument) => {
    const form = clientForms.find((it) => it === argument) ?? (await ask());
    if (!form) return;
    const [{ writeRetryCode }, subject] = await Promise.all([app.checks.engine(), subjectOf(app)]);
    const written = writeRetryCode(subject, form);
    if ('unfit' in written) throw new UserError(written.unfit);
    await vscode.env.clipboard.writeText(written.code);
    const copied = `renew-and-retry copied (${clientFormNames[form]})`;
    vscode.window.setStatusBarMessage(`Why401: ${copied}`, 5000);
    if (0 < written.left.length)
      void vscode.window.showInformationMessage(`Why401: ${copied}. Put in: ${written.left.join('; ')}.`);
  });
}

/** The last answer and its request as it is written now; before the first answer, the request at the cursor. */
async function subjectOf(app: App): Promise<RetrySubject> {
  const entry = app.history.latest;
  const at = entry ? undefined : app.documents.requestAtCursor();
  const document = entry?.ref
    ? await vscode.workspace.openTextDocument(vscode.Uri.parse(entry.ref.uri, true))
    : at?.document;
  if (!document) return { entry, lastOf: () => undefined };
  await app.environments.read(document);
  const file = app.documents.parsed(document);
  const request = entry?.ref ? requestById(file, entry.ref.id) : at?.request;
  const scope = editingScope(app, document);
  return {
    entry,
    written: request && scope && { file, request, scope },
    lastOf: (it) => app.history.of({ uri: document.uri.toString(), id: requestId(file, it) }),
  };
}

async function ask(): Promise<ClientForm | undefined> {
  const items = [
    { label: clientFormNames.fetch, description: 'a wrapper, TypeScript without dependencies', form: 'fetch' as const },
    { label: clientFormNames.axios, description: 'an interceptor, TypeScript', form: 'axios' as const },
    { label: clientFormNames.laravel, description: 'a service provider with an Http macro', form: 'laravel' as const },
  ];
  return (await vscode.window.showQuickPick(items, { title: 'Copy Renew-and-Retry as Code' }))?.form;
}
