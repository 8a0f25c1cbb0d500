import * as vscode from 'vscode';
import type { Route } from '../../core/guards/route.ts';
import { requestId } from '../../core/http/requestId.ts';
import type { App } from '../app.ts';
import type { RequestRef } from '../requestId.ts';
import { matcherOf } from './match.ts';
import { pathOf } from './pathOf.ts';
import type { ReadGuards } from './readGuards.ts';

/** More files are not looked through for one request. */
const mostFiles = 50;

/** The request of an `.http` file that asks for a route: of an open file, else of another one of the folder. */
export async function requestFor(app: App, read: ReadGuards, route: Route): Promise<RequestRef | undefined> {
  const match = matcherOf(read);
  const open = app.documents.all;
  for (const document of open) {
    const found = requestIn(document);
    if (found) return found;
  }
  const pattern = new vscode.RelativePattern(read.folder, '**/*.{http,rest}');
  for (const uri of await vscode.workspace.findFiles(pattern, undefined, mostFiles)) {
    if (open.some((it) => it.uri.toString() === uri.toString())) continue;
    const found = requestIn(await vscode.workspace.openTextDocument(uri));
    if (found) return found;
  }
  return undefined;

  function requestIn(document: vscode.TextDocument): RequestRef | undefined {
    const file = app.documents.parsed(document);
    const request = file.requests.find(({ method, target }) => {
      const path = pathOf(target.text);
      return path !== undefined && match(method.text, path) === route;
    });
    return request && { uri: document.uri.toString(), id: requestId(file, request) };
  }
}
