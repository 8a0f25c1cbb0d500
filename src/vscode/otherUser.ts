import * as vscode from 'vscode';
import { requestById } from '../core/http/requestId.ts';
import type { App } from './app.ts';
import type { HistoryEntry } from './history.ts';
import { UserError } from './userError.ts';
import { userItems } from './userItems.ts';

/**
 * Lists the users of the environment files with what each would come with, those first that hold what the refusal
 * asked for. The one that is picked is selected, and a request that changes nothing is sent again as that user.
 */
export async function tryOtherUser(app: App, { ref }: HistoryEntry, needs: readonly string[]): Promise<void> {
  if (!ref) throw new UserError('This exchange was pasted: there is no request here to send as another user.');
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(ref.uri, true));
  const request = requestById(app.documents.parsed(document), ref.id);
  if (!request) throw new UserError('This request is no longer in the file.');
  const items = await userItems(app, document, request, needs);
  const title = needs.length ? `Try a User Who Has ${needs.join(', ')}` : 'Try Another User';
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDescription: true });
  if (!chosen) return;
  app.selection.choose('user', chosen.name);
  if (/^(?:GET|HEAD|OPTIONS)$/i.test(request.method.text)) await app.runner.send(ref, chosen.name);
  else
    void vscode.window.showInformationMessage(
      `${chosen.name} is selected. The request changes something: send it when you are sure.`,
    );
}
