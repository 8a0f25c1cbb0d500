import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A real server in a folder that is laid out as Debian does, writing its own logs. */
export interface LoggingServer {
  /** The folder that stands for `/`. */
  readonly root: string;
  /** By the name of the port. */
  readonly ports: Readonly<Record<string, number>>;
  /** The file from which the server's logs are found. */
  readonly configuration: string;
  close(): Promise<void>;
}

/** What is written before a server starts: paths below the root, with their text and mode. */
export interface Written {
  readonly path: string;
  readonly text?: string;
  readonly mode?: number;
}

/** A folder with these files; all that is not given a mode may be read by everybody. */
export async function laidOut(files: readonly Written[]): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'why401-logs-'));
  await chmod(root, 0o755);
  for (const { path, text } of files) {
    const at = join(root, path);
    await mkdir(text === undefined ? at : dirname(at), { recursive: true });
    if (text !== undefined) await writeFile(at, text);
  }
  // Folders that are closed come last, so that what is in them could be written.
  for (const { path, mode } of files) if (mode !== undefined) await chmod(join(root, path), mode);
  return root;
}

export async function freePorts<K extends string>(...names: readonly K[]): Promise<Record<K, number>> {
  const probes = await Promise.all(
    names.map(
      (name) =>
        new Promise<[K, ReturnType<typeof createServer>]>((resolve) => {
          const probe = createServer();
          probe.listen(0, '127.0.0.1', () => resolve([name, probe]));
        }),
    ),
  );
  const ports = probes.map(([name, probe]) => {
    const address = probe.address();
    if (typeof address !== 'object' || address === null) throw new Error('no free port');
    return [name, address.port] as const;
  });
  await Promise.all(probes.map(([, probe]) => new Promise((resolve) => probe.close(resolve))));
  return Object.fromEntries(ports) as Record<K, number>;
}

/** Starts it and waits until it answers on a port; throws what it said where it does not. */
export async function started(
  program: string,
  args: readonly string[],
  { root, ports, configuration }: Omit<LoggingServer, 'close'>,
): Promise<LoggingServer> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: root });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const deadline = Date.now() + 15_000;
  while (!(await answers(`http://127.0.0.1:${Object.values(ports)[0]}/`))) {
    if (child.exitCode !== null || deadline < Date.now())
      throw new Error(`${program} did not start: ${said}${await logsBelow(root)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const close = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    await rm(root, { recursive: true, force: true });
  };
  return { root, ports, configuration, close };
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).text();
    return true;
  } catch {
    return false;
  }
}

/** Empties the logs, so that what is written next stands alone in them. */
export async function emptyLogs({ root }: LoggingServer): Promise<void> {
  const names = await readdir(join(root, 'var/log'), { recursive: true });
  await Promise.all(names.filter((it) => it.endsWith('.log')).map((it) => truncate(join(root, 'var/log', it))));
}

async function logsBelow(root: string): Promise<string> {
  const names = await readdir(join(root, 'var/log'), { recursive: true }).catch(() => []);
  const texts = names
    .filter((it) => it.endsWith('error.log'))
    .map((it) => readFile(join(root, 'var/log', it), 'utf8').catch(() => ''));
  return (await Promise.all(texts)).join('\n');
}
