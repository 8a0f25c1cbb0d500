import * as vscode from 'vscode';
import type { SignFile } from '../local/signText.ts';
import { settingDefaults } from './contributions.ts';
import { setting } from './settings.ts';

/** A folder that may hold files of rules, and how they are named in it. */
export interface SignPlace {
  readonly base: vscode.Uri;
  /** Relative paths; `*` in the last part stands for any characters. */
  readonly patterns: readonly string[];
}

/** The text of a file of rules, and its name in explanations. */
export interface SignSource {
  readonly text: string;
  readonly shown: string;
}

export type ReadSignFile = SignFile & { readonly uri: vscode.Uri; readonly source?: SignSource };

const mostFiles = 50;
const mostBytes = 1024 * 1024;

/**
 * Where the rules for a document lie: in its workspace folder, as the setting says; for a file outside of all folders,
 * beside it. What belongs to no document goes by the rules of every folder.
 */
export function placesOf(document: vscode.Uri | undefined): readonly SignPlace[] {
  const folder = document && vscode.workspace.getWorkspaceFolder(document);
  if (folder) return [placeOf(folder)];
  if (document?.scheme === 'file')
    return [{ base: vscode.Uri.joinPath(document, '..'), patterns: settingDefaults.signs }];
  return (vscode.workspace.workspaceFolders ?? []).map(placeOf);
}

function placeOf({ uri }: vscode.WorkspaceFolder): SignPlace {
  const named: unknown = setting('signs', uri);
  const patterns = Array.isArray(named) ? named.filter((it) => typeof it === 'string' && isInside(it)) : [];
  return { base: uri, patterns: patterns.slice(0, mostFiles) };
}

/** Nothing outside of the folder is read. */
function isInside(pattern: string): boolean {
  return pattern !== '' && !/^[/\\]|\\|^[a-z]:/i.test(pattern) && !pattern.split('/').includes('..');
}

/** Whether a document is one of a place's files. */
export function isOf({ base, patterns }: SignPlace, document: vscode.Uri): boolean {
  const start = base.path.endsWith('/') ? base.path : `${base.path}/`;
  if (document.scheme !== base.scheme || !document.path.startsWith(start)) return false;
  const path = document.path.slice(start.length);
  return patterns.some((it) => {
    const [folder, name] = split(it);
    const [ownFolder, ownName] = split(path);
    return folder === ownFolder && fits(ownName, name);
  });
}

/** Reads the files of a place. What reads them is loaded only where there are some. */
export async function readPlace({ base, patterns }: SignPlace): Promise<readonly ReadSignFile[]> {
  const paths = new Set((await Promise.all(patterns.map((it) => listed(base, it)))).flat());
  return Promise.all([...paths].slice(0, mostFiles).map((it) => readOne(vscode.Uri.joinPath(base, it), it)));
}

async function listed(base: vscode.Uri, pattern: string): Promise<readonly string[]> {
  const [folder, name] = split(pattern);
  try {
    if (!name.includes('*')) {
      await vscode.workspace.fs.stat(vscode.Uri.joinPath(base, pattern));
      return [pattern];
    }
    const inside = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(base, folder));
    return inside
      .filter(([it, type]) => (type & vscode.FileType.File) !== 0 && fits(it, name))
      .map(([it]) => `${folder}${it}`)
      .sort();
  } catch {
    // Most folders have no rules.
    return [];
  }
}

async function readOne(uri: vscode.Uri, shown: string): Promise<ReadSignFile> {
  const unread = (message: string) => ({
    uri,
    servers: [],
    problems: [{ line: 1, column: 1, length: 1, message }],
  });
  let bytes: Uint8Array;
  try {
    if (mostBytes < (await vscode.workspace.fs.stat(uri)).size)
      return unread('This file is larger than 1 MB, and is not read.');
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    return unread(
      `This file could not be read: ${error instanceof vscode.FileSystemError ? error.code : 'no reason given'}.`,
    );
  }
  const { readSigns } = await import('./signReading.ts');
  const text = new TextDecoder().decode(bytes);
  return { uri, source: { text, shown }, ...readSigns(text, shown) };
}

/** The folder with its slash, and the name. */
function split(path: string): readonly [folder: string, name: string] {
  const at = path.lastIndexOf('/') + 1;
  return [path.slice(0, at), path.slice(at)];
}

/** `*` stands for any characters; compared from both ends and then in order, so that no expression is needed. */
function fits(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const it of rest) {
    const found = name.indexOf(it, at);
    if (found < 0) return false;
    at = found + it.length;
  }
  return at <= name.length - last.length;
}
