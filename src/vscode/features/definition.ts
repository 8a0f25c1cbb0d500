import * as vscode from 'vscode';
import { occurrences, referenceAt } from '../../core/http/position.ts';
import type { App } from '../app.ts';
import { httpFiles, toRange } from '../convert.ts';
import { editingScope } from '../scope.ts';

/** From a variable to where its value is written, in this file or in an environment file; from a request's name to it. */
export function registerDefinition(app: App): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(httpFiles, {
      provideDefinition(document, position) {
        const file = app.documents.parsed(document);
        const reference = referenceAt(file, document.offsetAt(position));
        if (!reference) return undefined;
        const here = reference.definition?.name ?? reference.request?.nameSpan ?? reference.request?.requestLine;
        if (here) return new vscode.Location(document.uri, toRange(document, here));
        return inEnvironment(app, document, reference.name);
      },
    }),
    vscode.languages.registerReferenceProvider(httpFiles, {
      provideReferences(document, position) {
        const found = occurrences(app.documents.parsed(document), document.offsetAt(position));
        return found?.spans.map((it) => new vscode.Location(document.uri, toRange(document, it)));
      },
    }),
    vscode.languages.registerDocumentHighlightProvider(httpFiles, {
      provideDocumentHighlights(document, position) {
        const found = occurrences(app.documents.parsed(document), document.offsetAt(position));
        return found?.spans.map((it) => new vscode.DocumentHighlight(toRange(document, it)));
      },
    }),
  );
}

async function inEnvironment(
  app: App,
  document: vscode.TextDocument,
  name: string,
): Promise<vscode.Location | undefined> {
  const bare = name.replace(/^%/, '');
  const scope = editingScope(app, document);
  const layers = scope?.layers ?? [];
  const variable = layers.map((it) => it.variables.get(bare)).find((it) => it !== undefined);
  const { signInReferred } = await app.checks.engine();
  const value = variable ?? (scope && signInReferred(bare, scope));
  if (!value?.file) return undefined;
  const line = Math.max(0, (value.line ?? 1) - 1);
  return new vscode.Location(vscode.Uri.file(value.file), new vscode.Position(line, 0));
}
