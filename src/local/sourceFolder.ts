import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SourceText } from '../core/import/collection.ts';

/** The files of a collection that is a folder, by their paths in it; undefined where the path is no folder. */
export async function readSourceFolder(
  path: string,
): Promise<{ readonly files: readonly SourceText[] } | { readonly problem: string } | undefined> {
  try {
    if (!(await stat(path)).isDirectory()) return undefined;
  } catch {
    return undefined;
  }
  const files: SourceText[] = [];
  const budget = { files: mostFiles, characters: mostCharacters };
  await collect(path, basename(path), 0, files, budget);
  return budget.files < 0 || budget.characters < 0
    ? { problem: `it holds more than ${mostFiles} files or ${mostCharacters / 1_000_000} million characters` }
    : { files };
}

const mostFiles = 20_000;
const mostCharacters = 100_000_000;
const deepest = 30;

/** Links are not followed: they may lead out of the folder, or in a circle. */
async function collect(
  folder: string,
  shown: string,
  depth: number,
  files: SourceText[],
  budget: { files: number; characters: number },
): Promise<void> {
  if (deepest < depth) return;
  const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const it of found.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (budget.files < 0 || budget.characters < 0) return;
    const path = join(folder, it.name);
    if (it.isDirectory() && it.name !== 'node_modules' && it.name !== '.git')
      await collect(path, `${shown}/${it.name}`, depth + 1, files, budget);
    if (!it.isFile() || !/\.(?:bru|json|ya?ml|env)$|^\.env$/i.test(it.name)) continue;
    const { size } = await stat(path).catch(() => ({ size: Number.POSITIVE_INFINITY }));
    if (largest < size) continue;
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    budget.files--;
    budget.characters -= text.length;
    files.push({ name: `${shown}/${it.name}`, text });
  }
}

const largest = 20_000_000;
