import type * as vscode from 'vscode';
import type { ReadGuards } from '../guardIndex.ts';
export interface GuardReader extends vscode.Disposable {
  read(folder: vscode.Uri, signal: AbortSignal, onProgress: (done: number, total: number) => void): Promise<ReadGuards>;
}
export function createReader(_: {
  extensionUri: vscode.Uri;
  log: vscode.LogOutputChannel;
  took(read: ReadGuards): void;
}): GuardReader {
  return { read: async (folder) => ({ folder, routes: [], remarks: [], files: 0 }), dispose() {} };
}
