import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The sources of an application in a folder: path, relative and with forward slashes → text. */
export async function readApp(folder: string): Promise<Record<string, string>> {
  const sources: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length + 1).replaceAll('\\', '/');
    if (!name.includes('__pycache__')) sources[name] = await readFile(path, 'utf8');
  }
  return Object.fromEntries(Object.entries(sources).sort(([a], [b]) => (a < b ? -1 : 1)));
}
