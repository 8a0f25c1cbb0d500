import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { exists } from '../exists.ts';

/** The files of a folder. */
export interface Listing {
  /** Relative to the folder, with forward slashes, sorted. */
  readonly paths: readonly string[];
  /** What was left out that somebody may miss: a sentence each. */
  readonly left: readonly string[];
}

export const mostFiles = 50_000;
const deepest = 40;

/**
 * Lists what a folder holds, without what git ignores (each `.gitignore` on the way, from the folder down), installed
 * packages, and what builds make. Links are not followed: what they lead to in the folder is listed where it is.
 */
export async function listFiles(root: string, signal?: AbortSignal): Promise<Listing> {
  const paths: string[] = [];
  const left: string[] = [];
  const walk = async (folder: string, rules: readonly Rules[], depth: number): Promise<void> => {
    signal?.throwIfAborted();
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => undefined);
    if (!entries) {
      left.push(`The folder ${folder === '' ? '.' : folder} could not be read.`);
      return;
    }
    const own = entries.some((it) => it.name === '.gitignore' && it.isFile())
      ? await readRules(root, folder)
      : undefined;
    const all = own ? [...rules, own] : rules;
    for (const it of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? it.name : `${folder}/${it.name}`;
      if (mostFiles <= paths.length) return;
      if (it.isDirectory()) {
        if (passedOver.has(it.name) || deepest <= depth || isIgnored(`${path}/`, all)) continue;
        await walk(path, all, depth + 1);
      } else if (it.isFile() && !isIgnored(path, all)) paths.push(path);
    }
  };
  await walk('', await rulesAbove(root), 0);
  if (mostFiles <= paths.length) left.push(`Only the first ${mostFiles} files were looked at.`);
  return { paths, left };
}

/** What others wrote, and what tools made. */
const passedOver: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  'vendor',
  'dist',
  'build',
  'out',
  'target',
  'obj',
  'coverage',
  '.git',
  '.hg',
  '.svn',
  '.next',
  '.nuxt',
  '.output',
  '.cache',
  '.turbo',
  '.venv',
  'venv',
  '__pycache__',
  'site-packages',
  '.idea',
  '.vscode',
  '.gradle',
]);

/** A `.gitignore`: of a folder that is read, or of one above it, from where `above` leads here. */
interface Rules {
  readonly folder: string;
  readonly above?: string;
  readonly ignore: Ignore;
}

async function readRules(root: string, folder: string): Promise<Rules | undefined> {
  const text = await readFile(join(root, folder, '.gitignore'), 'utf8').catch(() => undefined);
  return text === undefined || 200_000 < text.length ? undefined : { folder, ignore: ignore().add(text) };
}

/** Those of the folders above, as far as the repository goes. */
async function rulesAbove(root: string): Promise<Rules[]> {
  const found: Rules[] = [];
  let above = '';
  for (let folder = root; ; ) {
    if (await exists(join(folder, '.git'))) return found.reverse();
    const parent = dirname(folder);
    if (parent === folder || 40 < found.length) return [];
    above = `${basename(folder)}/${above}`;
    const own = await readRules(parent, '');
    if (own) found.push({ ...own, above });
    folder = parent;
  }
}

/** The rules nearest to the path that say anything of it decide. */
function isIgnored(path: string, rules: readonly Rules[]): boolean {
  for (const { folder, above = '', ignore: it } of rules.toReversed()) {
    const { ignored, unignored } = it.test(above + (folder === '' ? path : path.slice(folder.length + 1)));
    if (ignored || unignored) return ignored;
  }
  return false;
}
