import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** A file that holds environments or variables, as it was read. */
export interface EnvFile {
  readonly path: string;
  /** For people: relative to the folder of the `.http` file. */
  readonly shown: string;
  readonly kind: 'public' | 'private' | 'dotenv';
  /** For `.env.dev` and `dev.env`: `dev`. */
  readonly environment?: string;
  readonly text: string;
}

const mostBytes = 1024 * 1024;
const rootMarkers = [
  '.git',
  '.hg',
  'package.json',
  '.idea',
  '.vscode',
  '.httpyac.json',
  'httpyac.config.js',
  '.env.json',
];

/**
 * Finds and reads the environment files of a `.http` file: in its folder, in the folders above up to `root`, and in a
 * folder `env` beside each (httpYac's). Nearest first. Files that cannot be read are passed over.
 */
export async function readEnvFiles(
  httpPath: string,
  root: string | undefined,
  openText: (path: string) => string | undefined,
): Promise<readonly EnvFile[]> {
  const folder = dirname(resolve(httpPath));
  const found: EnvFile[] = [];
  // httpYac keeps its files in a folder `env` beside.
  for (const place of (await foldersAbove(folder, root)).flatMap((it) => [it, join(it, 'env')])) {
    const names = await list(place);
    for (const name of names.slice(0, 2000)) {
      const kind = kindOf(name);
      if (!kind) continue;
      const path = join(place, name);
      const text = openText(path) ?? (await readSmall(path));
      if (text !== undefined) found.push({ path, shown: relative(folder, path).split(sep).join('/'), text, ...kind });
    }
  }
  return found;
}

function kindOf(name: string): Pick<EnvFile, 'kind' | 'environment'> | undefined {
  if (name === 'http-client.env.json') return { kind: 'public' };
  if (name === 'http-client.private.env.json' || name === 'http-client.env.json.user') return { kind: 'private' };
  if (name === '.env') return { kind: 'dotenv' };
  const environment = /^\.env\.([\w-]{1,60})$/.exec(name)?.[1] ?? /^([\w-]{1,60})\.env$/.exec(name)?.[1];
  return environment === undefined ? undefined : { kind: 'dotenv', environment };
}

/** The folder itself and those above, up to `root` or, without it, to the project's. Nearest first. */
export async function foldersAbove(start: string, root: string | undefined): Promise<readonly string[]> {
  const top =
    (root !== undefined && isInside(start, resolve(root)) ? resolve(root) : undefined) ?? (await projectRoot(start));
  const places: string[] = [];
  for (let at = start, i = 0; i < 40; i++, at = dirname(at)) {
    places.push(at);
    if (at === top || dirname(at) === at) break;
  }
  return places;
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The nearest folder that looks like a project's root; the folder itself where there is none above. */
async function projectRoot(start: string): Promise<string> {
  for (let at = start, i = 0; i < 40; i++) {
    const names = await list(at);
    if (rootMarkers.some((it) => names.includes(it))) return at;
    const above = dirname(at);
    if (above === at) break;
    at = above;
  }
  return start;
}

async function list(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch {
    return [];
  }
}

async function readSmall(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() && found.size <= mostBytes ? await readFile(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
