import { createReadStream } from 'node:fs';
import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { textAround } from '../../local/logs/textAround.ts';
import { UserError } from '../userError.ts';
import { logUri, partScheme } from './logPart.ts';

/** Opens lines of logs and of source code: a bundle of its own (`dist/places.cjs`), loaded at the first jump. */

export { textOfPart } from './logPart.ts';

/** Larger files are no documents for an editor: what is around the line is shown instead. */
const largest = 50 * 1024 * 1024;

export interface LogPlace {
  /** Absolute. */
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** Bytes. */
  readonly offset?: number;
}

/** Opens a log at a line: read-only where it is not of the workspace, a part of it where it is large or packed. */
export async function openLog({ file, line, offset = 0 }: LogPlace): Promise<void> {
  if (!isAbsolute(file)) throw new UserError(`${file} is no file that could be opened.`);
  const uri = vscode.Uri.file(file);
  const size = await sizeOf(uri);
  if (/\.(?:gz|bz2|xz|zst)$/i.test(file) || largest < size) {
    const part = logUri(file, offset);
    const { row } = await textAround(file, offset);
    await show(await vscode.workspace.openTextDocument(part), row);
    return;
  }
  const row = line === undefined ? await rowAt(file, offset) : line - 1;
  await show(await vscode.workspace.openTextDocument(uri), row);
  if (!vscode.workspace.getWorkspaceFolder(uri))
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
}

/** Opens a source file of a folder at a line, 1-based. `file` is relative to the folder. */
export async function openSource(folder: vscode.Uri, { file, line }: { readonly file: string; readonly line: number }) {
  if (file.split('/').includes('..')) throw new UserError(`${file} is not in the folder.`);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, file));
  await show(document, line - 1);
}

async function show(document: vscode.TextDocument, row: number): Promise<void> {
  const at = Math.min(Math.max(0, row), document.lineCount - 1);
  const { range } = document.lineAt(at);
  const start = document.lineAt(at).firstNonWhitespaceCharacterIndex;
  const shown = vscode.window.visibleTextEditors.find((it) => it.document === document);
  const editor = await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(at, start, at, document.uri.scheme === partScheme ? start : range.end.character),
    ...(shown?.viewColumn === undefined ? { viewColumn: textColumn() } : { viewColumn: shown.viewColumn }),
  });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where texts are: not over a tab that is no text. */
function textColumn(): vscode.ViewColumn {
  const group = vscode.window.tabGroups.activeTabGroup;
  if (!(group.activeTab?.input instanceof vscode.TabInputWebview)) return group.viewColumn;
  return vscode.window.visibleTextEditors[0]?.viewColumn ?? group.viewColumn;
}

async function sizeOf(uri: vscode.Uri): Promise<number> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size;
  } catch {
    throw new UserError(`${uri.fsPath} is not there any more, or may not be read.`);
  }
}

/** The line, 0-based, at so many bytes from the start. */
async function rowAt(file: string, offset: number): Promise<number> {
  if (offset <= 0) return 0;
  let row = 0;
  for await (const chunk of createReadStream(file, { end: offset - 1 }))
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) row += 1;
  return row;
}
