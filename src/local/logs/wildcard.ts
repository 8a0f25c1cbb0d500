import { readdir } from 'node:fs/promises';
import { join, parse } from 'node:path';

/** Whether a name matches a pattern with `*`, `?` and `[a-z]`, as shells and web servers have them. Linear but for `*`s. */
export function matchesWildcard(name: string, pattern: string): boolean {
  let at = 0;
  let it = 0;
  let star = -1;
  let mark = 0;
  while (at < name.length) {
    const one = it < pattern.length ? matchOne(name[at] ?? '', pattern, it) : undefined;
    if (pattern[it] === '*') {
      star = it++;
      mark = at;
    } else if (one !== undefined) {
      it = one;
      at++;
    } else if (0 <= star) {
      it = star + 1;
      at = ++mark;
    } else return false;
  }
  while (pattern[it] === '*') it++;
  return it === pattern.length;
}

/** Index behind what matches one character; undefined where nothing does. */
function matchOne(character: string, pattern: string, at: number): number | undefined {
  const it = pattern[at];
  if (it === '?') return at + 1;
  if (it === '[') {
    const end = pattern.indexOf(']', at + 2);
    if (0 < end) return inSet(character, pattern.slice(at + 1, end)) ? end + 1 : undefined;
  }
  return it === character ? at + 1 : undefined;
}

function inSet(character: string, set: string): boolean {
  const not = set[0] === '!' || set[0] === '^';
  const it = not ? set.slice(1) : set;
  for (let i = 0; i < it.length; i++) {
    const isRange = it[i + 1] === '-' && i + 2 < it.length;
    if (isRange ? (it[i] ?? '') <= character && character <= (it[i + 2] ?? '') : it[i] === character) return !not;
    if (isRange) i += 2;
  }
  return not;
}

export function hasWildcard(path: string): boolean {
  return /[*?]|\[.{1,40}\]/.test(path);
}

/** How many folders may still be listed: patterns of others may ask for a whole disk, over and over. */
export interface ListingBudget {
  folders: number;
}

/** The paths that a pattern stands for, in order; at most `most`. Without a wildcard, the path itself. `**` is a name of any folder, eight deep. */
export async function expandWildcards(
  pattern: string,
  most = 300,
  budget: ListingBudget = { folders: 20_000 },
): Promise<string[]> {
  if (!hasWildcard(pattern)) return [pattern];
  const { root } = parse(pattern);
  let found = [root];
  for (const part of pattern.slice(root.length).split(/[\\/]/)) {
    if (part === '') continue;
    const next: string[] = [];
    for (const folder of found) {
      if (most <= next.length || budget.folders <= 0) break;
      if (part === '**') next.push(...(await foldersBelow(folder, 8, budget)));
      else if (!hasWildcard(part)) next.push(folder === '' ? part : join(folder, part));
      else {
        budget.folders--;
        const names = await readdir(folder === '' ? '.' : folder).catch(() => []);
        for (const name of names.sort())
          if (matchesWildcard(name, part) && (!name.startsWith('.') || part.startsWith('.')))
            next.push(join(folder, name));
      }
    }
    found = next.slice(0, most);
  }
  return found;
}

async function foldersBelow(folder: string, depth: number, budget: ListingBudget): Promise<string[]> {
  const found = [folder];
  if (depth === 0 || budget.folders <= 0) return found;
  budget.folders--;
  const entries = await readdir(folder === '' ? '.' : folder, { withFileTypes: true }).catch(() => []);
  for (const it of entries) {
    if (!it.isDirectory() || it.name.startsWith('.') || it.name === 'node_modules' || it.name === 'vendor') continue;
    found.push(...(await foldersBelow(join(folder, it.name), depth - 1, budget)));
    if (2_000 < found.length) break;
  }
  return found;
}
