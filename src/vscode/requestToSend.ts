import * as vscode from 'vscode';
import type { RequestBlock } from '../core/http/httpFile.ts';
import { requestById, requestId } from '../core/http/requestId.ts';
import type { App } from './app.ts';
import { asRef } from './contributions.ts';
import type { RequestRef } from './requestId.ts';
import { UserError } from './userError.ts';

/** A request that a command was called for. */
export interface RequestToSend {
  readonly document: vscode.TextDocument;
  readonly request: RequestBlock;
  readonly ref: RequestRef;
}

/** The request that was handed over, else the one under the cursor. Throws UserError where there is none. */
export async function requestToSend(app: App, argument: unknown): Promise<RequestToSend> {
  const ref = asRef(argument);
  if (ref) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(ref.uri, true));
    const request = requestById(app.documents.parsed(document), ref.id);
    if (!request) throw new UserError('This request is no longer in the file.');
    return { document, request, ref };
  }
  const found = app.documents.requestAtCursor();
  if (!found) throw new UserError('There is no request under the cursor: put it into a request of an .http file.');
  const id = requestId(app.documents.parsed(found.document), found.request);
  return { ...found, ref: { uri: found.document.uri.toString(), id } };
}
