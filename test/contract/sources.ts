import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const root = new URL('../../', import.meta.url).pathname;

/** Every TypeScript file under a folder of the checkout, by its path from the top. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((it) => it.isFile() && it.name.endsWith('.ts'))
    .map((it) => relative(root, join(it.parentPath, it.name)))
    .sort();
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function lineCount(path: string): number {
  return read(path).split('\n').length - 1;
}
