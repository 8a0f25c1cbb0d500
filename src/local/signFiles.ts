import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Server } from '../core/facts/sign.ts';
import { foldersAbove } from './envFolders.ts';
import type { SignFileProblem } from './signText.ts';

/** Rules of one's own, as found on this computer. */
export interface OwnSigns {
  /** Those of the nearest file first. */
  readonly servers: readonly Server[];
  readonly problems: readonly (SignFileProblem & { readonly file: string })[];
}

/** As in the setting `why401.signs`, where it is left as it is. */
const fileName = 'why401.signs.json';
const folderName = '.why401';
const mostFiles = 50;
const mostBytes = 1024 * 1024;

/**
 * Reads the rules that count in a folder: `why401.signs.json` and `.why401/*.json`, there and in the folders above up to
 * the project's root, as environment files are found. What reads them is loaded only where there are some.
 */
export async function findSigns(folder: string): Promise<OwnSigns> {
  const start = resolve(folder);
  const found: string[] = [];
  for (const place of await foldersAbove(start, undefined)) {
    const names = await list(place);
    if (names.includes(fileName)) found.push(join(place, fileName));
    if (!names.includes(folderName)) continue;
    const inside = await list(join(place, folderName));
    found.push(...inside.filter((it) => it.endsWith('.json')).map((it) => join(place, folderName, it)));
  }
  const files = [];
  for (const path of found.slice(0, mostFiles)) files.push(await readSignFile(path, shownFrom(start, path)));
  return { servers: files.flatMap((it) => it.servers), problems: files.flatMap((it) => it.problems) };
}

/** Reads one file of rules. A file that cannot be read is a problem at its first character. */
export async function readSignFile(path: string, shown: string): Promise<OwnSigns> {
  const unread = (message: string): OwnSigns => ({
    servers: [],
    problems: [{ file: shown, line: 1, column: 1, length: 1, message }],
  });
  let text: string;
  try {
    const about = await stat(path);
    if (!about.isFile()) return unread('This is no file.');
    if (mostBytes < about.size) return unread('This file is larger than 1 MB, and is not read.');
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
    return unread(code === 'ENOENT' ? 'There is no such file.' : `This file could not be read (${code}).`);
  }
  const { readSignText } = await import('./signText.ts');
  const { servers, problems } = readSignText(text, shown);
  return { servers, problems: problems.map((it) => ({ ...it, file: shown })) };
}

function shownFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

async function list(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch {
    return [];
  }
}

/** The folder that a file lies in; the current one for standard input. */
export function folderOf(file: string): string {
  return file === '-' ? '.' : dirname(resolve(file));
}
