import { open, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Who holds a lock says so again this often, in milliseconds. */
const sign = 1000;
/** Who was silent for so long has ended, in milliseconds. */
const silence = 10_000;

/**
 * Does work that no other process does meanwhile that locks the same path: a file beside the one it protects, which is
 * gone afterwards. Where it cannot be made, the work is done without.
 */
export async function locked<T>(path: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const held = await take(path, signal);
  const alive = held ? setInterval(() => void touch(path), sign) : undefined;
  alive?.unref();
  try {
    return await work();
  } finally {
    clearInterval(alive);
    if (held) await rm(path, { force: true }).catch(() => undefined);
  }
}

async function take(path: string, signal: AbortSignal | undefined): Promise<boolean> {
  while (!signal?.aborted) {
    try {
      await (await open(path, 'wx', 0o600)).close();
      return true;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return false;
    }
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
    if (silence < Date.now() - mtimeMs) await rm(path, { force: true }).catch(() => undefined);
    else await wait(20);
  }
  return false;
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}
