import { basename } from 'node:path/posix';
import * as vscode from 'vscode';
import { UserError } from './userError.ts';

/** The document as it would be lives under this scheme, for as long as it is shown. */
const scheme = 'why401-edit';

/** Shows a change as a diff, and makes it when a person applies it. One at a time: a new one takes the place of the last. */
export interface EditPreview extends vscode.Disposable {
  /** True once it is made; false where it was discarded or its diff was closed. */
  show(document: vscode.TextDocument, edit: vscode.WorkspaceEdit, title: string): Promise<boolean>;
  /** Answers the diff that is shown; false where there is none. */
  decide(apply: boolean): boolean;
}

export function createEditPreview(): EditPreview {
  const contents = new Map<string, string>();
  let count = 0;
  let pending: ((apply: boolean) => void) | undefined;

  function decide(apply: boolean): boolean {
    const answer = pending;
    pending = undefined;
    answer?.(apply);
    return answer !== undefined;
  }

  const subscriptions = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => contents.get(uri.toString()) ?? '',
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.some((it) => isPreview(it))) decide(false);
    }),
  );

  return {
    async show(document, edit, title) {
      decide(false);
      const { version } = document;
      count++;
      // Not an .http file by its name: nothing is to be sent from a preview.
      const after = document.uri.with({ scheme, path: `${document.uri.path}.preview`, query: String(count) });
      contents.set(after.toString(), applied(document, edit));
      const decided = new Promise<boolean>((resolve) => {
        pending = resolve;
      });
      void setShown(true);
      await vscode.commands.executeCommand(
        'vscode.diff',
        document.uri,
        after,
        `${basename(document.uri.path)}: ${title}`,
        { preview: true, preserveFocus: true },
      );
      void ask(title).then((choice) => choice !== undefined && contents.has(after.toString()) && decide(choice));
      const apply = await decided;
      contents.delete(after.toString());
      if (pending === undefined) void setShown(false);
      await close(after);
      if (apply && document.version !== version)
        throw new UserError('The file was changed while the diff was shown: nothing was applied.');
      return apply && vscode.workspace.applyEdit(edit);
    },
    decide,
    dispose() {
      decide(false);
      subscriptions.dispose();
    },
  };
}

async function ask(title: string): Promise<boolean | undefined> {
  const chosen = await vscode.window.showInformationMessage(`The diff shows the change: ${title}`, 'Apply', 'Discard');
  return chosen === undefined ? undefined : chosen === 'Apply';
}

async function setShown(shown: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'why401.editShown', shown);
}

/** The document's text with the changes in it. */
function applied(document: vscode.TextDocument, edit: vscode.WorkspaceEdit): string {
  let text = document.getText();
  const changes = edit.get(document.uri).toSorted((a, b) => b.range.start.compareTo(a.range.start));
  for (const { range, newText } of changes)
    text = text.slice(0, document.offsetAt(range.start)) + newText + text.slice(document.offsetAt(range.end));
  return text;
}

function isPreview({ input }: vscode.Tab, of?: vscode.Uri): boolean {
  if (!(input instanceof vscode.TabInputTextDiff) || input.modified.scheme !== scheme) return false;
  return of === undefined || input.modified.toString() === of.toString();
}

async function close(after: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((it) => it.tabs).filter((it) => isPreview(it, after));
  if (0 < tabs.length) await vscode.window.tabGroups.close(tabs, true);
}
