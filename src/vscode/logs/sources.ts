import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';
import { type LogSource, readLogsConfig } from '../../core/logs/config.ts';
import { setting } from '../settings.ts';

/** Where logs are, as the setting says for a resource; paths absolute. */
export interface ConfiguredLogs {
  readonly sources: readonly LogSource[];
  readonly problems: readonly string[];
  /** Folders that are worked in. */
  readonly folders: readonly string[];
}

export function configuredLogs(scope: vscode.Uri | undefined): ConfiguredLogs {
  const own = scope && vscode.workspace.getWorkspaceFolder(scope);
  const folders = (own ? [own] : (vscode.workspace.workspaceFolders ?? []))
    .filter((it) => it.uri.scheme === 'file')
    .map((it) => it.uri.fsPath);
  const { sources, problems } = readLogsConfig(setting('logs', scope), process.env);
  return { sources: sources.map((it) => located(it, folders[0])), problems, folders };
}

function located(source: LogSource, folder: string | undefined): LogSource {
  if (source.kind !== 'path') return source;
  const path = source.path
    .replace(/^~(?=\/|$)/, homedir())
    .replace(/\$\{workspaceFolder\}/g, (whole) => folder ?? whole);
  return { ...source, path: isAbsolute(path) || folder === undefined ? path : join(folder, path) };
}
