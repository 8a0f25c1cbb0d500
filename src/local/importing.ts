import { lstat, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import type { EnvironmentObject, Imported } from '../core/import/writeCollection.ts';
import { mergeMembers, sharedTexts } from './environmentEdits.ts';
import { readGitState } from './git.ts';

/** What an import will write, with what stands there looked at. Nothing is written yet. */
export interface ImportPlan {
  readonly folder: string;
  /** Absolute paths, in order: new files, and environment files that get more members. */
  readonly writes: readonly PlannedWrite[];
  /** Sentences: another name was taken, a variable has another value. */
  readonly remarks: readonly string[];
}

export interface PlannedWrite {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** `add`: the file is there, and what it has stays. */
  readonly how: 'create' | 'add';
  /** For `add`: what the file held when it was looked at. */
  readonly before?: string;
}

const publicName = 'http-client.env.json';
const privateName = 'http-client.private.env.json';

/**
 * Looks at the folder and says what would be written, or why nothing can be. `askGit` false: no program is started, and
 * whether git keeps the private file is not looked at.
 */
export async function planImport(
  folder: string,
  imported: Imported,
  { askGit }: { readonly askGit: boolean } = { askGit: true },
): Promise<ImportPlan | { readonly problem: string }> {
  const root = resolve(folder);
  const remarks: string[] = [];
  const writes: PlannedWrite[] = [];
  const renamed = new Map<string, string>();
  for (const it of imported.files) {
    const path = await freePath(root, it.path);
    if (path === undefined) return { problem: `${it.path} and a hundred names like it are taken in ${root}` };
    if (path !== it.path) {
      renamed.set(it.path, path);
      remarks.push(`\`${it.path}\` was there already and stays as it is: the import is \`${path}\`.`);
    }
    writes.push({ path: join(root, path), content: it.content, how: 'create' });
  }
  const moved = writes.map((it) => ({ ...it, content: withPaths(it.content, renamed) }));
  for (const [name, environments] of [
    [publicName, imported.publicEnvironments],
    [privateName, imported.privateEnvironments],
  ] as const) {
    const planned = await planEnvironment(join(root, name), name, environments, remarks);
    if (planned && 'problem' in planned) return planned;
    if (planned) moved.push(planned);
  }
  const hasSecrets = 0 < imported.privateEnvironments.size;
  if (hasSecrets && !askGit) remarks.push(`Whether git ignores ${privateName} was not looked at in Restricted Mode.`);
  const ignored = hasSecrets && askGit ? await planIgnore(join(root, privateName)) : undefined;
  if (ignored && 'problem' in ignored) return ignored;
  return { folder: root, writes: ignored ? [...moved, ignored] : moved, remarks };
}

/** What the environment files of a folder have for all environments, as far as it is text. */
export async function readTaken(folder: string): Promise<ReadonlyMap<string, string>> {
  const taken = new Map<string, string>();
  for (const name of [publicName, privateName]) {
    const text = await readIfThere(join(resolve(folder), name));
    if (typeof text === 'string') for (const [key, value] of sharedTexts(text)) taken.set(key, value);
  }
  return taken;
}

/** Writes what was planned. A file that came about in between is not overwritten: the rest is left unwritten. */
export async function carryOutImport(plan: ImportPlan, signal?: AbortSignal): Promise<{ readonly problem?: string }> {
  for (const { path, content, how, before } of plan.writes) {
    if (signal?.aborted) return { problem: 'it was cancelled; what was written so far stays' };
    try {
      await mkdir(dirname(path), { recursive: true });
      if (path.startsWith(join(plan.folder, sep)) && !(await liesIn(plan.folder, dirname(path))))
        return {
          problem: `${dirname(path)} is a link that leads out of the folder, and nothing is written through it`,
        };
      if (how === 'create') await writeFile(path, content, { flag: 'wx' });
      else if ((await readFile(path, 'utf8')) !== before) return { problem: `${path} was changed meanwhile` };
      else await writeFile(path, content);
    } catch (error) {
      return { problem: reasonOf(error, path) };
    }
  }
  return {};
}

function reasonOf(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EEXIST') return `${path} came about meanwhile, and is not overwritten`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `the system does not let this user write ${path}`;
  if (code === 'ENOTDIR') return `a part of ${path} is a file, not a folder`;
  return `${path} cannot be written; the system says ${typeof code === 'string' ? code : 'no more'}`;
}

/** `Users.http`, else `Users-2.http`, … */
async function freePath(root: string, wanted: string): Promise<string | undefined> {
  const dot = wanted.lastIndexOf('.');
  for (let i = 1; i <= 100; i++) {
    const path = i === 1 ? wanted : `${wanted.slice(0, dot)}-${i}${wanted.slice(dot)}`;
    if (!(await exists(join(root, path)))) return path;
  }
  return undefined;
}

/** A link counts even where it leads nowhere: writing would create what it names. */
async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

/** Files that were renamed are referred to by their new names. */
function withPaths(content: string | Uint8Array, renamed: ReadonlyMap<string, string>): string | Uint8Array {
  if (typeof content !== 'string') return content;
  let text = content;
  for (const [from, to] of renamed) {
    for (const before of ['\n< ./', '\n<@ ./', '\n# @import ./'])
      text = text.replaceAll(`${before}${from}\n`, `${before}${to}\n`);
  }
  return text;
}

/** Whether a path, all links followed, is the folder or below it. */
async function liesIn(folder: string, path: string): Promise<boolean> {
  const [outer, inner] = await Promise.all([realpath(folder), realpath(path)]).catch(() => ['', undefined]);
  return inner !== undefined && (inner === outer || inner.startsWith(join(outer ?? '', sep)));
}

async function planEnvironment(
  path: string,
  name: string,
  environments: EnvironmentObject,
  remarks: string[],
): Promise<PlannedWrite | { readonly problem: string } | undefined> {
  if (environments.size === 0) return undefined;
  const before = await readIfThere(path);
  if (before !== undefined && typeof before !== 'string') return { problem: `${name} in the folder ${before.problem}` };
  if (before !== undefined && !(await liesIn(dirname(path), path)))
    return { problem: `${name} in the folder is a link that leads out of it` };
  const merged = mergeMembers(before, environments);
  if ('problem' in merged)
    return { problem: `${name} stays as it is: ${merged.problem}. Mend it, or choose another folder` };
  for (const it of merged.conflicts)
    remarks.push(
      `\`${it}\` in ${name} had another value already, and keeps it: the import would have given it a new one.`,
    );
  if (merged.text === before) return undefined;
  return before === undefined
    ? { path, content: merged.text, how: 'create' }
    : { path, content: merged.text, how: 'add', before };
}

async function readIfThere(path: string): Promise<string | { readonly problem: string } | undefined> {
  if (!(await exists(path))) return undefined;
  try {
    // A pipe would be waited for until somebody writes into it.
    const info = await stat(path);
    if (!info.isFile()) return { problem: 'is no file' };
    if (5_000_000 < info.size) return { problem: 'is larger than 5 MB' };
    return await readFile(path, 'utf8');
  } catch {
    return { problem: 'cannot be read' };
  }
}

/** Keeps the private file out of git, where there is git. */
async function planIgnore(privateFile: string): Promise<PlannedWrite | { readonly problem: string } | undefined> {
  const git = await readGitState(await existingFolder(privateFile));
  if (!git) return undefined;
  if (git.tracked)
    return {
      problem: `git tracks ${privateName}, so secrets would be committed. Take it out of the index first: git rm --cached ${privateName}`,
    };
  if (git.ignored) return undefined;
  const path = await nearestIgnore(dirname(privateFile), git.root);
  const before = await readIfThere(path);
  if (before !== undefined && typeof before !== 'string') return { problem: `.gitignore ${before.problem}` };
  if (before !== undefined && !(await liesIn(dirname(path), path)))
    return { problem: '.gitignore is a link that leads to another folder: git does not follow it' };
  if (before === undefined) return { path, content: `${privateName}\n`, how: 'create' };
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  const content = `${before}${before === '' || before.endsWith('\n') ? '' : eol}${privateName}${eol}`;
  return { path, content, how: 'add', before };
}

/** Of the files of rules the nearest counts most, and of its rules the last: only there nothing takes the rule back. */
async function nearestIgnore(from: string, root: string): Promise<string> {
  const top = await realpath(root).catch(() => root);
  let folder = await realpath(from).catch(() => from);
  while (folder !== top && folder.startsWith(join(top, sep))) {
    if (await exists(join(folder, '.gitignore'))) return join(folder, '.gitignore');
    folder = dirname(folder);
  }
  return join(root, '.gitignore');
}

/** Git answers for a path whose folder is there. */
async function existingFolder(path: string): Promise<string> {
  let folder = dirname(path);
  while (!(await exists(folder)) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, privateName);
}
