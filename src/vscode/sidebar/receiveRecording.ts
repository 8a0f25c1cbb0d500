import * as vscode from 'vscode';
import { causeIds } from '../../core/causeIds.ts';
import { entrySpan } from '../../core/read/entrySpan.ts';
import type { FromRefusals } from '../../sidebar/protocol.ts';
import type { App } from '../app.ts';

/** Does what is clicked in the list of refusals. */
export async function receiveRecording(app: App, message: FromRefusals): Promise<void> {
  const { recordings } = app;
  switch (message.type) {
    case 'choose-refusal':
      return recordings.choose(message.entry);
    case 'back-to-refusals':
      return recordings.openList();
    case 'close-refusals':
      return recordings.close();
    case 'filter-refusals': {
      const { cause: _, ...withoutCause } = recordings.filter;
      const { host: __, ...withoutHost } = recordings.filter;
      if (message.by === 'host') {
        const host = message.value === '' ? null : message.value;
        return recordings.list(host === undefined ? withoutHost : { ...withoutHost, host });
      }
      const cause = causeIds.find((it) => it === message.value);
      return recordings.list(message.by === 'all' ? {} : cause ? { ...withoutCause, cause } : withoutCause);
    }
    case 'reveal-entry':
      return revealEntry(app);
  }
}

/** The chosen entry where it stands in its file; the file alone where it is too large for a document. */
async function revealEntry({ recordings }: App): Promise<void> {
  const { current, chosen } = recordings;
  if (!current?.uri || chosen === undefined) return;
  let document: vscode.TextDocument;
  try {
    document = await vscode.workspace.openTextDocument(current.uri);
  } catch {
    await vscode.commands.executeCommand('vscode.open', current.uri);
    return;
  }
  const span = entrySpan(document.getText(), chosen);
  const editor = await vscode.window.showTextDocument(document, { preserveFocus: true });
  if (!span) return;
  const start = document.positionAt(span.start);
  editor.selection = new vscode.Selection(start, document.positionAt(span.end));
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.AtTop);
}
