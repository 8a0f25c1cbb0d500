import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { KeptSessions } from './keeping.ts';

/** This workspace's sessions, in the editor's SecretStorage and nowhere else. */
export interface SessionList extends KeptSessions, vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
}

/** Nothing is loaded and nothing is read before the first question. */
export function createSessionList(secrets: vscode.SecretStorage, log: vscode.LogOutputChannel): SessionList {
  const changes = new vscode.EventEmitter<void>();
  let loading: Promise<KeptSessions> | undefined;
  let kept: KeptSessions | undefined;

  function load(): Promise<KeptSessions> {
    // By this path the bundler knows it as a file of its own.
    loading ??= import('../sessions/index.ts').then(({ keepSessions }) => {
      kept = keepSessions({
        secrets,
        key: secretKey,
        warn: (it) => log.warn(it),
        changed: () => changes.fire(),
      });
      return kept;
    });
    return loading;
  }

  const readAgain = async () => kept?.readAgain();
  const subscriptions = vscode.Disposable.from(
    changes,
    secrets.onDidChange((it) => it.key === secretKey() && void readAgain()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void readAgain()),
  );
  return {
    list: async () => (await load()).list(),
    get: async (key) => (await load()).get(key),
    put: async (session) => (await load()).put(session),
    remove: async (key) => (await load()).remove(key),
    readAgain,
    get known() {
      return kept?.known;
    },
    onDidChange: changes.event,
    dispose: () => subscriptions.dispose(),
  };
}

/** The workspace's own secret; names of folders stay out of it. */
function secretKey(): string {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  const saved = workspaceFile?.scheme === 'untitled' ? undefined : workspaceFile;
  const places = saved ? [saved] : (workspaceFolders ?? []).map((it) => it.uri);
  const names = places.map((it) => it.toString()).sort();
  return `sessions.${createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 32)}`;
}
