import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { type KeptSessions, keepSessions } from './keeping.ts';

/** This workspace's sessions, in the editor's SecretStorage and nowhere else. */
export interface SessionList extends KeptSessions, vscode.Disposable {
  readonly onDidChange: vscode.Event<void>;
}

/** Nothing is read before the first question. */
export function createSessionList(secrets: vscode.SecretStorage, log: vscode.LogOutputChannel): SessionList {
  const changes = new vscode.EventEmitter<void>();
  const kept = keepSessions({
    secrets,
    key: secretKey,
    warn: (it) => log.warn(it),
    changed: () => changes.fire(),
  });
  const subscriptions = vscode.Disposable.from(
    changes,
    secrets.onDidChange((it) => it.key === secretKey() && void kept.readAgain()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void kept.readAgain()),
  );
  return {
    list: kept.list,
    get: kept.get,
    put: kept.put,
    remove: kept.remove,
    readAgain: kept.readAgain,
    get known() {
      return kept.known;
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
