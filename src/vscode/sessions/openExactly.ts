import * as vscode from 'vscode';

/** The part of the editor's interface that takes an address as it is: a Uri would lose which characters were encoded. */
interface Opener {
  openExternal(target: string | vscode.Uri): Thenable<boolean>;
}

/** Opens the system's browser at exactly this address. False: the person declined. */
export async function openExactly(url: string): Promise<boolean> {
  const { openExternal }: Opener = vscode.env;
  return openExternal(url);
}
