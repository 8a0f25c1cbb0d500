import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { SourceKind, SourceText } from '../../core/import/collection.ts';
import { sniffKind } from '../../core/import/sniff.ts';
import { decodeAny } from '../../core/read/decodeAny.ts';
import { readSourceFolder } from '../../local/sourceFolder.ts';
import { UserError } from '../userError.ts';

/** What is to be imported, recognized by its content. */
export interface ChosenSource {
  readonly kind: SourceKind;
  readonly files: readonly SourceText[];
  /** For people. */
  readonly name: string;
  readonly uri?: vscode.Uri;
}

/** The file that was clicked, else what a person chooses; undefined where they choose nothing. */
export async function chooseSource(given: vscode.Uri | undefined): Promise<ChosenSource | undefined> {
  if (given) return fromUris([given]);
  const file = {
    label: '$(file) Files…',
    description: 'Postman, Insomnia, OpenAPI, HAR, curl',
    detail: 'A collection and its environments can be chosen together.',
  };
  const folder = {
    label: '$(folder) Bruno Collection…',
    description: 'The folder with bruno.json or opencollection.yml',
  };
  const clipboard = { label: '$(clippy) Clipboard', description: 'curl commands, or the text of a file' };
  const chosen = await vscode.window.showQuickPick([file, folder, clipboard], { title: 'Import Requests' });
  if (chosen === clipboard) return fromClipboard();
  if (!chosen) return undefined;
  const isFolder = chosen === folder;
  const uris = await vscode.window.showOpenDialog({
    title: isFolder ? 'Bruno Collection' : 'Files to Import',
    openLabel: 'Import',
    canSelectFiles: !isFolder,
    canSelectFolders: isFolder,
    canSelectMany: !isFolder,
  });
  return uris && 0 < uris.length ? fromUris(uris) : undefined;
}

async function fromClipboard(): Promise<ChosenSource> {
  const text = await vscode.env.clipboard.readText();
  const kind = sniffKind('clipboard', text);
  if (kind === undefined)
    throw new UserError('The clipboard holds nothing that can be imported: copy a curl command first.');
  return { kind, files: [{ name: 'clipboard', text }], name: 'the clipboard' };
}

const largest = 100_000_000;

async function fromUris(uris: readonly vscode.Uri[]): Promise<ChosenSource> {
  const files: SourceText[] = [];
  const kinds = new Set<SourceKind>();
  const [first] = uris;
  for (const uri of uris) {
    const path = /(?:^|\/)(?:bruno\.json|opencollection\.ya?ml)$|\.bru$/i.test(uri.path)
      ? dirname(uri.fsPath)
      : uri.fsPath;
    const folder = uri.scheme === 'file' ? await readSourceFolder(path) : undefined;
    if (folder && 'problem' in folder) throw new UserError(`${basename(path)} was not read: ${folder.problem}.`);
    if (folder) {
      kinds.add('bruno');
      files.push(...folder.files);
      continue;
    }
    const { size } = await vscode.workspace.fs.stat(uri);
    if (largest < size) throw new UserError(`${basename(uri.path)} is larger than ${largest / 1_000_000} MB.`);
    const text = decodeAny(await vscode.workspace.fs.readFile(uri));
    const kind = sniffKind(uri.path, text);
    if (kind === undefined)
      throw new UserError(
        `${basename(uri.path)} is nothing that can be imported: expected Postman, Insomnia, Bruno, OpenAPI, HAR or curl commands.`,
      );
    kinds.add(kind);
    files.push({ name: basename(uri.path), text });
  }
  const [kind, ...others] = kinds;
  if (kind === undefined || 0 < others.length)
    throw new UserError('The files are of several tools. Import those of one tool at a time.');
  const name = uris.map((it) => basename(it.path)).join(', ');
  return { kind, files, name, ...(first ? { uri: first } : {}) };
}
