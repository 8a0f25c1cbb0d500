import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, resolve, sep } from 'node:path';
import type { BodyFile } from '../core/variables/scope.ts';

const mostBytes = 256 * 1024 * 1024;

export type FoundBodyFile = BodyFile & {
  /** Absolute, links followed. Absent where there is no file. */
  readonly path?: string;
};

/**
 * Reads a file that a body refers to: beside the `.http` file, else in the workspace folder. A file that is not there,
 * no file at all, or larger than 256 MB is a problem that names the path.
 */
export async function readBodyFile(
  written: string,
  httpPath: string,
  root: string | undefined,
): Promise<FoundBodyFile> {
  const places = isAbsolute(written)
    ? [written]
    : [resolve(dirname(httpPath), written), ...(root === undefined ? [] : [resolve(root, written)])];
  for (const place of new Set(places)) {
    try {
      const path = await realpath(place);
      const found = await stat(path);
      if (!found.isFile()) return { problem: `The body file ${place} is no file, so nothing was sent.`, path };
      if (mostBytes < found.size)
        return {
          problem: `The body file ${place} has ${Math.ceil(found.size / 1024 / 1024)} MB; files up to 256 MB are sent.`,
          path,
        };
      return { octets: await readFile(path), path };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        return {
          problem: `The body file ${place} could not be read (${code || 'no reason given'}), so nothing was sent.`,
        };
    }
  }
  return {
    problem: `The body file ${places[0] ?? written} does not exist, so nothing was sent.${1 < places.length ? ` Looked for it in ${places[1]} too.` : ''}`,
  };
}

/** True when a file lies in the folder or below it. */
export function liesIn(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
