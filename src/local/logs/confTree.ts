import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { exists } from '../exists.ts';
import { leadsToOtherComputer } from './otherComputer.ts';
import { expandWildcards, hasWildcard, type ListingBudget } from './wildcard.ts';

/**
 * The files of one server's configuration. A tree that was copied to another place is read there: a path that it names is
 * looked for below the folders that hold it before it is taken as it stands.
 */
export interface ConfTree {
  /** The main file. */
  readonly main: string;
  /** Text of a file; undefined where it cannot be read, was read before, or where the bounds are reached. */
  read(path: string): Promise<string | undefined>;
  /** The files that a path stands for, wildcards included; a folder's files where `folders`. Relative ones from these folders. */
  files(path: string, from: readonly string[], folders?: boolean): Promise<readonly string[]>;
  /** Where a log lies: the first place that exists, of a pattern all files there that it fits; else none. */
  logs(path: string, from: readonly string[]): Promise<readonly string[]>;
}

const mostFiles = 300;
/** Places that are looked at for what a configuration names. */
const mostPlaces = 20_000;
const mostBytes = 8_000_000;

export function createConfTree(main: string): ConfTree {
  const folder = dirname(resolve(main));
  const seen = new Set<string>();
  let bytes = 0;
  let looked = 0;
  const budget: ListingBudget = { folders: 10_000 };
  return {
    main,
    async read(path) {
      const key = resolve(path);
      if (seen.has(key) || mostFiles <= seen.size || mostBytes <= bytes) return undefined;
      seen.add(key);
      const { size = 0 } = await stat(path).catch(() => ({ size: 0 }));
      if (size === 0 || 1_000_000 < size) return undefined;
      const text = await readFile(path, 'utf8').catch(() => undefined);
      bytes += text?.length ?? 0;
      return text;
    },
    async files(path, from, folders = false) {
      for (const place of places(path, folder, from)) {
        if (mostPlaces <= looked++) return [];
        const found = (await expandWildcards(place, 300, budget)).filter((it) => it !== '');
        const there: string[] = [];
        for (const it of found) {
          const info = await stat(it).catch(() => undefined);
          if (info?.isFile()) there.push(it);
          else if (info?.isDirectory() && folders) there.push(...(await expandWildcards(join(it, '*'), 300, budget)));
        }
        if (0 < there.length) return there;
      }
      return [];
    },
    async logs(path, from) {
      for (const place of [...places(path, folder, from), ...byName(path, folder)]) {
        if (mostPlaces <= looked++) return [];
        const found = await expandWildcards(place, 60, budget);
        if (0 < found.length && (hasWildcard(place) || (await exists(place)))) return found;
      }
      return [];
    },
  };
}

/** Where a path may lie, best first: below the folders that hold the configuration, then as it stands. */
function places(path: string, folder: string, from: readonly string[]): readonly string[] {
  if (!isAbsolute(path))
    return from.flatMap((it) => (isAbsolute(it) ? [...places(join(it, path), folder, [])] : [join(folder, it, path)]));
  // A tree that was not copied: `/etc/httpd/conf/httpd.conf` and `/etc/httpd/conf.d/*.conf`.
  const stands = [folder, dirname(folder)].some((it) => !isSystemFolder(it) && path.startsWith(`${it}/`));
  const found: string[] = stands ? [path] : [];
  const segments = path.split(/[\\/]/).filter((it) => it !== '' && !/^[A-Za-z]:$/.test(it));
  let above = folder;
  for (let depth = 0; depth < 6 && dirname(above) !== above; depth++) {
    if (!path.startsWith(`${above}/`) && !isSystemFolder(above)) {
      // Nearer to the configuration also without the first folders: `sites-enabled/*`, `logs/access.log`.
      for (let skip = 0; skip < (depth < 2 ? segments.length : 1); skip++)
        // Whatever lies beside the configuration is not what a folder's `*.conf` stands for.
        if (skip < segments.length - 1 || !hasWildcard(segments[skip] ?? ''))
          found.push(join(above, ...segments.slice(skip)));
    }
    above = dirname(above);
  }
  // A configuration may lie in a folder of somebody else: it leads to no other computer.
  return leadsToOtherComputer(path) && !leadsToOtherComputer(folder) ? found : [...found, path];
}

/** Where many things lie that have nothing to do with one another. */
function isSystemFolder(folder: string): boolean {
  return /^\/(?:etc|tmp|var|usr|home|opt|srv|root|Users|private|usr\/local|var\/log|usr\/local\/etc|opt\/homebrew|opt\/homebrew\/etc)$/.test(
    folder,
  );
}

/** Beside the configuration, or in a folder for logs there. */
function byName(path: string, folder: string): readonly string[] {
  if (isSystemFolder(folder)) return [];
  const name = basename(path);
  return [folder, dirname(folder)].flatMap((it) =>
    isSystemFolder(it) ? [] : [join(it, 'logs', name), join(it, 'log', name)],
  );
}
