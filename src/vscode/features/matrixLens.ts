import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { asCommand, commands } from '../contributions.ts';
import { httpFiles } from '../convert.ts';
import { setting } from '../settings.ts';

/** At the top of a file that says who may do what, or whose environment has users: runs the access matrix. */
export function registerMatrixLens(app: App): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    app.environments.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((it) => it.affectsConfiguration('why401.codeLens') && changed.fire()),
    vscode.languages.registerCodeLensProvider(httpFiles, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses(document) {
        if (!setting('codeLens.enabled', document)) return [];
        const { requests } = app.documents.parsed(document);
        const expects = requests.some((it) => it.directives.some(({ name }) => name === 'expect'));
        const hasUsers = 0 < (app.environments.of(document)?.users.length ?? 0);
        if (requests.length === 0 || !(expects || hasUsers)) return [];
        const command = asCommand(commands.runMatrix, '$(table) Run Access Matrix', document.uri);
        return [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), command)];
      },
    }),
  );
}
