import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { decodeUtf8 } from '../core/http/decode.ts';
import { liesIn } from './bodyFile.ts';

/** The text of a file that a `.http` file names to be run: a script, or another `.http` file. */
export type OtherFile =
  /** `path` is absolute. */
  { readonly path: string; readonly text: string } | { readonly problem: string };

const mostBytes = 5 * 1024 * 1024;

/**
 * Reads a file beside the one that names it, else in the workspace folder. One that lies outside that folder, also by a
 * link, is refused: what a file runs is part of its folder. `openText`: unsaved text, by path.
 */
export async function readOtherFile(
  written: string,
  from: string,
  root: string | undefined,
  openText?: (path: string) => string | undefined,
): Promise<OtherFile> {
  const places = isAbsolute(written)
    ? [written]
    : [resolve(dirname(from), written), ...(root === undefined ? [] : [resolve(root, written)])];
  for (const place of new Set(places)) {
    try {
      const path = await realpath(place);
      if (root !== undefined && !liesIn(path, await realpath(root)))
        return { problem: `${written} lies outside the workspace folder, so it is not run. Copy it into the folder.` };
      const open = openText?.(place);
      if (open !== undefined) return { path: place, text: open };
      const found = await stat(path);
      if (!found.isFile()) return { problem: `${written} is no file.` };
      if (mostBytes < found.size) return { problem: `${written} has more than 5 MB, so it is not read.` };
      const decoded = decodeUtf8(await readFile(path));
      return 'problem' in decoded ? { problem: `${written}: ${decoded.problem}` } : { path: place, text: decoded.text };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        return { problem: `${written} could not be read (${code || 'no reason given'}).` };
    }
  }
  return {
    problem: `${written} does not exist.${1 < places.length ? ' Looked for it beside the file and in the workspace folder.' : ''}`,
  };
}
