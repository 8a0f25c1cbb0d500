import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import type { GuardsFound } from '../../local/guards/folder.ts';
import { GuardsThread } from '../../local/guards/inThread.ts';
import type { ReadGuards } from './readGuards.ts';

/** Reads folders in the thread for guards (`dist/guards.cjs`), and again what changes in them. */
export interface GuardReader extends vscode.Disposable {
  /** Throws where `signal` ended it, and for faults of our own. */
  read(folder: vscode.Uri, signal: AbortSignal): Promise<ReadGuards>;
}

interface Parts {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** A folder was read anew, since something in it is other than it was. */
  took(read: ReadGuards): void;
}

/** Keystrokes and checkouts come in flocks. */
const pauseMs = 350;
const sources = '**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx,php,py,java,cs,rb}';

export function createReader({ extensionUri, log, took }: Parts): GuardReader {
  const thread = new GuardsThread(vscode.Uri.joinPath(extensionUri, 'dist', 'guards.cjs').fsPath);
  const watched = new Map<string, vscode.Disposable>();
  const last = new Map<string, string>();

  function readOf(folder: vscode.Uri, { routes, remarks, files, left }: GuardsFound): ReadGuards {
    return { folder, routes, remarks, files, left };
  }

  async function again(folder: vscode.Uri): Promise<void> {
    const found = await thread.read(folder.fsPath);
    const text = JSON.stringify([found.routes, found.remarks]);
    if (text === last.get(folder.fsPath)) return;
    last.set(folder.fsPath, text);
    took(readOf(folder, found));
  }

  return {
    async read(folder, signal) {
      thread.changed(folder.fsPath);
      const found = await thread.read(folder.fsPath, signal);
      last.set(folder.fsPath, JSON.stringify([found.routes, found.remarks]));
      if (!watched.has(folder.fsPath)) {
        const tell = (error: unknown) => log.error('reading guards', error instanceof Error ? error : String(error));
        watched.set(
          folder.fsPath,
          watch(folder, (files) => {
            thread.changed(folder.fsPath, files);
            again(folder).catch(tell);
          }),
        );
      }
      return readOf(folder, found);
    },
    dispose() {
      for (const it of watched.values()) it.dispose();
      void thread.dispose();
    },
  };
}

type Changes = readonly { readonly path: string; readonly text?: string }[] | undefined;

/** Calls `changed` once a moment after files changed: on the disk, or in an editor. Undefined: files came or went. */
function watch(folder: vscode.Uri, changed: (files: Changes) => void): vscode.Disposable {
  const texts = new Map<string, string | undefined>();
  let anew = false;
  let pause: NodeJS.Timeout | undefined;

  function soon(): void {
    clearTimeout(pause);
    pause = setTimeout(() => {
      const files = [...texts].map(([path, text]) => (text === undefined ? { path } : { path, text }));
      texts.clear();
      if (anew) changed(undefined);
      anew = false;
      if (0 < files.length) changed(files);
    }, pauseMs);
  }

  function note(uri: vscode.Uri, text?: string): void {
    const path = relative(folder.fsPath, uri.fsPath).split(sep).join('/');
    if (uri.scheme !== 'file' || path.startsWith('..') || path.includes('node_modules/')) return;
    texts.set(path, text);
    soon();
  }

  function listed(): void {
    anew = true;
    soon();
  }

  const files = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, sources));
  const ignored = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**/.gitignore'));
  const isSource = ({ uri }: vscode.TextDocument) => /\.(?:[cm]?jsx?|[cm]?tsx?|php|py|java|cs|rb)$/.test(uri.path);
  return vscode.Disposable.from(
    files,
    ignored,
    files.onDidChange((it) => note(it, unsavedText(it))),
    files.onDidCreate((it) => {
      note(it);
      listed();
    }),
    files.onDidDelete((it) => {
      note(it);
      listed();
    }),
    ignored.onDidChange(listed),
    ignored.onDidCreate(listed),
    ignored.onDidDelete(listed),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isSource(document)) note(document.uri, document.isDirty ? document.getText() : undefined);
    }),
    vscode.workspace.onDidCloseTextDocument((it) => {
      if (isSource(it)) note(it.uri);
    }),
    new vscode.Disposable(() => clearTimeout(pause)),
  );
}

function unsavedText(uri: vscode.Uri): string | undefined {
  const document = vscode.workspace.textDocuments.find((it) => it.uri.toString() === uri.toString());
  return document?.isDirty ? document.getText() : undefined;
}
