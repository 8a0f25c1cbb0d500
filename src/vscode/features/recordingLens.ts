import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { asCommand, commands } from '../contributions.ts';
import { setting } from '../settings.ts';

/** Above a `.har` file: Explain refusals, and how many there are once that is known. */
export function registerRecordingLens(app: App): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    app.recordings.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((it) => it.affectsConfiguration('why401.codeLens') && changed.fire()),
    vscode.languages.registerCodeLensProvider(
      { pattern: '**/*.har' },
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses({ uri }) {
          if (!setting('codeLens.enabled', { uri, languageId: 'json' })) return [];
          const { current } = app.recordings;
          const known = current?.uri?.toString() === uri.toString() ? current.read.refusals.length : undefined;
          return [
            new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), asCommand(commands.explainFile, label(known), uri)),
          ];
        },
      },
    ),
  );
}

function label(known: number | undefined): string {
  if (known === undefined) return '$(question) Explain refusals';
  return known === 0
    ? '$(check) No refusal: read it again'
    : `$(question) ${known} ${known === 1 ? 'refusal' : 'refusals'}: explain`;
}
