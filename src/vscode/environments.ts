import { homedir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import type { RequestBlock } from '../core/http/httpFile.ts';
import { userFor } from '../core/variables/asUser.ts';
import type { Environments } from '../core/variables/environments.ts';
import { readEnvironments } from '../local/envFiles.ts';
import type { Documents } from './documents.ts';
import type { Selection } from './selection.ts';

/** The environment files around each open `.http` file, read when asked for and read again when they change. */
export interface EnvironmentList extends vscode.Disposable {
  /** What is known now; the first call for a document starts the reading and `onDidChange` tells its end. */
  of(document: vscode.TextDocument): Environments | undefined;
  read(document: vscode.TextDocument): Promise<Environments>;
  /** The selection as far as this document's files know it; for a request with `# @as`, whom that names, known or not. */
  choice(
    document: vscode.TextDocument,
    request?: RequestBlock,
  ): { readonly environment?: string; readonly user?: string };
  readonly onDidChange: vscode.Event<void>;
}

const files = '**/{*.env.json,http-client.env.json.user,.env,.env.*}';

export function createEnvironmentList(documents: Documents, selection: Selection): EnvironmentList {
  const changed = new vscode.EventEmitter<void>();
  const known = new Map<string, { readonly reading: Promise<Environments>; value?: Environments }>();

  function start(document: vscode.TextDocument): { readonly reading: Promise<Environments>; value?: Environments } {
    const key = document.uri.toString();
    const before = known.get(key);
    if (before) return before;
    const entry: { reading: Promise<Environments>; value?: Environments } = { reading: readFor(document) };
    known.set(key, entry);
    void entry.reading.then((value) => {
      entry.value = value;
      changed.fire();
    });
    return entry;
  }

  function forget(): void {
    known.clear();
    changed.fire();
  }

  const watcher = vscode.workspace.createFileSystemWatcher(files);
  const subscriptions = vscode.Disposable.from(
    changed,
    watcher,
    watcher.onDidChange(forget),
    watcher.onDidCreate(forget),
    watcher.onDidDelete(forget),
    selection.onDidChange(() => changed.fire()),
    vscode.workspace.onDidSaveTextDocument((it) => isEnvironmentFile(it.uri) && forget()),
    vscode.workspace.onDidChangeConfiguration((it) => {
      if (it.affectsConfiguration('rest-client.environmentVariables')) forget();
    }),
    documents.onDidChange((it) => it?.isClosed && known.delete(it.uri.toString())),
  );

  return {
    of: (document) => start(document).value,
    read: (document) => start(document).reading,
    choice(document, request) {
      const environments = start(document).value;
      const environment = environments?.names.find((it) => it === selection.environment);
      const selected = environments?.users.find((it) => it === selection.user);
      const user = request ? userFor(request, selected) : selected;
      return { ...(environment ? { environment } : {}), ...(user ? { user } : {}) };
    },
    onDidChange: changed.event,
    dispose: () => subscriptions.dispose(),
  };
}

async function readFor(document: vscode.TextDocument): Promise<Environments> {
  const { path, root } = whereabouts(document);
  return readEnvironments(path, {
    ...(root ? { root } : {}),
    openText,
    restClientVariables: restClientVariables(document.uri),
  });
}

/**
 * Where a document lies, and the folder above which nothing is looked for. One that was never saved counts as lying in
 * the first folder of the window; without a folder, in a place that holds no files.
 */
export function whereabouts(document: Pick<vscode.TextDocument, 'uri'>): {
  readonly path: string;
  readonly root?: string;
} {
  const path = document.uri.fsPath;
  if (isAbsolute(path)) {
    const root = vscode.workspace.getWorkspaceFolder(document.uri)?.uri.fsPath;
    return root ? { path, root } : { path };
  }
  const root = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? join(homedir(), '.why401-no-folder');
  return { path: join(root, basename(path)), root };
}

/** Unsaved text of an open file, by absolute path. */
export function openText(path: string): string | undefined {
  return vscode.workspace.textDocuments.find((it) => it.uri.scheme === 'file' && it.uri.fsPath === path)?.getText();
}

export function restClientVariables(scope: vscode.ConfigurationScope): unknown {
  return vscode.workspace.getConfiguration('rest-client', scope).get('environmentVariables');
}

function isEnvironmentFile(uri: vscode.Uri): boolean {
  return /(?:\.env\.json|\.env\.json\.user|\/\.env(?:\.[^/]*)?)$/.test(uri.path);
}
