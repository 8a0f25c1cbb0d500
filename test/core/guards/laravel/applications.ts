import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';

const apps = join(import.meta.dirname, 'apps');
const run = promisify(execFile);

/** The sources of an application of `apps/`, laid over those that all share: path → text. */
export async function sourcesOf(name: string): Promise<Record<string, string>> {
  return { ...(await appSources('skeleton')), ...(await appSources(name)) };
}

/** The sources in one folder of `apps/`: path → text. */
export async function appSources(name: string): Promise<Record<string, string>> {
  const sources: Record<string, string> = {};
  const folder = join(apps, name);
  for (const it of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (it.isFile()) {
      const path = join(it.parentPath, it.name);
      sources[relative(folder, path).split(sep).join('/')] = await readFile(path, 'utf8');
    }
  return sources;
}

export interface Answer {
  readonly role: string;
  readonly method: string;
  readonly status: number;
  /** The class of the middleware that threw, where one did. */
  readonly by: string | null;
  readonly error: string | null;
}

/** A route as the framework's own router has it. */
export interface RealRoute {
  readonly methods: readonly string[];
  readonly uri: string;
  readonly domain: string | null;
  readonly name: string | null;
  readonly action: string;
  readonly middleware: readonly string[];
  readonly pattern: string;
  readonly fallback: boolean;
  readonly answers: readonly Answer[];
}

/** Starts an application in Laravel itself, and sends each route requests as users of these roles (`-`: nobody). */
export async function realRoutes(name: string, roles: readonly string[]): Promise<readonly RealRoute[]> {
  const folder = await mkdtemp(join(tmpdir(), 'laravel-'));
  try {
    for (const it of ['skeleton', name]) await cp(join(apps, it), folder, { recursive: true });
    const { stdout } = await run(
      'php',
      [
        '-d',
        'error_reporting=8191',
        '-d',
        'display_errors=stderr',
        join(import.meta.dirname, 'oracle.php'),
        folder,
        ...roles,
      ],
      { maxBuffer: 1 << 26 },
    );
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
