import * as vscode from 'vscode';
import { UserError } from '../userError.ts';

/** A string of JavaScript holds a little more. */
const largest = 400 * 1024 * 1024;

/** The content of a file, as it stands in the editor where it was changed there. */
export async function readFile(uri: vscode.Uri): Promise<string | Uint8Array> {
  const open = vscode.workspace.textDocuments.find((it) => it.isDirty && it.uri.toString() === uri.toString());
  if (open) return open.getText();
  const { size } = await vscode.workspace.fs.stat(uri);
  if (largest < size) {
    throw new UserError(
      `This file has ${Math.round(size / 1024 / 1024)} MB; up to 400 MB are read. Export fewer entries of it.`,
    );
  }
  return vscode.workspace.fs.readFile(uri);
}
