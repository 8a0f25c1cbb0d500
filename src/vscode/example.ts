import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Playground } from '../playground/index.ts';
import type { Selection } from './selection.ts';

/** The playground and its example workspace, started at the first Open Example and stopped with the window. */
export interface Example extends vscode.Disposable {
  /** Starts the server on loopback, writes the example's files and shows one of them. */
  open(name: 'refusals.http' | 'tokens.http' | 'access.http'): Promise<vscode.TextDocument>;
}

export function createExample(context: vscode.ExtensionContext, selection: Selection): Example {
  let running: Promise<Playground> | undefined;
  return {
    async open(name) {
      const { startPlayground, writeExample } = await import('../playground/index.ts');
      running ??= startPlayground();
      const playground = await running.catch((error: unknown) => {
        running = undefined;
        throw error;
      });
      const directory = vscode.Uri.joinPath(context.globalStorageUri, 'example').fsPath;
      const templates = vscode.Uri.joinPath(context.extensionUri, 'media', 'example').fsPath;
      await writeExample(directory, playground, templates);
      selection.choose('environment', 'playground');
      const document = await vscode.workspace.openTextDocument(vscode.Uri.file(join(directory, name)));
      await vscode.window.showTextDocument(document, { preview: false });
      return document;
    },
    dispose() {
      void running?.then((it) => it.close());
    },
  };
}
