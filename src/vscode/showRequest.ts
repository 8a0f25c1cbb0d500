import * as vscode from 'vscode';
import { requestById } from '../core/http/requestId.ts';
import type { App } from './app.ts';
import { requestLineRange } from './convert.ts';
import type { RequestRef } from './requestId.ts';

/** Shows a request where it is written. */
export async function showRequest(app: Pick<App, 'documents'>, { uri, id }: RequestRef): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  const request = requestById(app.documents.parsed(document), id);
  await vscode.window.showTextDocument(document, request ? { selection: requestLineRange(document, request) } : {});
}
