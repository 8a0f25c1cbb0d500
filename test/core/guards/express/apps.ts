import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The texts of one of the applications beside this file: path → text. */
export async function sourcesOf(name: string): Promise<Record<string, string>> {
  const folder = join(import.meta.dirname, 'apps', name);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((it) => it.isFile()).map((it) => join(it.parentPath, it.name));
  const texts = await Promise.all(files.map((it) => readFile(it, 'utf8')));
  return Object.fromEntries(files.map((it, i) => [it.slice(folder.length + 1), texts[i] ?? '']));
}
