import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fitSessions, readSessions, serializeSessions } from '../core/auth/serializeSessions.ts';
import { type Session, type SessionStore, sessionName } from '../core/auth/session.ts';
import { locked } from './fileLock.ts';

/**
 * Sessions in a file that only its user can read, for the command line where it is asked to keep them. The file is read
 * at each question, since other processes write to it; it is written anew beside its place and moved there, so that a
 * crash leaves the old one or the new one. What cannot be kept lasts as long as the process, and `warn` says so.
 * Rejects, in words for people, where the file is somebody else's, open to others, or no file of sessions.
 */
export async function openSessionFile(path: string, warn: (message: string) => void): Promise<SessionStore> {
  await read(path);
  /** What could not be written; undefined: what could not be removed. */
  const unkept = new Map<string, Session | undefined>();
  let changing: Promise<void> = Promise.resolve();

  async function list(): Promise<readonly Session[]> {
    const kept = await read(path).catch((error: unknown) => {
      warn(`Kept sessions cannot be read: ${messageOf(error)}`);
      return [];
    });
    const own = [...unkept.values()].flatMap((it) => it ?? []);
    return [...kept.filter((it) => !unkept.has(sessionName(it.key))), ...own];
  }

  function change(name: string, session: Session | undefined): Promise<void> {
    changing = changing.then(async () => {
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await locked(`${path}.lock`, async () => {
          const others = (await read(path)).filter((it) => sessionName(it.key) !== name);
          const kept = fitSessions(session ? [...others, session] : others);
          if (session && !kept.includes(session)) throw new Error('It is too large.');
          await replace(path, serializeSessions(kept).reveal());
        });
        unkept.delete(name);
      } catch (error) {
        unkept.set(name, session);
        warn(`Sessions are not kept beyond this run: ${messageOf(error)}`);
      }
    });
    return changing;
  }

  return {
    list,
    get: async (key) => (await list()).find((it) => sessionName(it.key) === sessionName(key)),
    put: (session) => change(sessionName(session.key), session),
    remove: (key) => change(sessionName(key), undefined),
    alone: (work, signal) => locked(`${path}.renewing`, work, signal),
  };
}

const longest = 4_000_000;

async function read(path: string): Promise<readonly Session[]> {
  const known = await lstat(path).catch(() => undefined);
  if (!known) return [];
  if (!known.isFile()) throw new Error('It is no regular file.');
  if (process.getuid && known.uid !== process.getuid()) throw new Error('It belongs to another user.');
  // Windows has no such bits.
  if (process.getuid && (known.mode & 0o077) !== 0)
    throw new Error(`Others may read it (mode ${(known.mode & 0o777).toString(8)}): run chmod 600 on it.`);
  if (longest < known.size) throw new Error('It is larger than any file of sessions.');
  const text = await readFile(path, 'utf8');
  const found = text.trim() === '' ? { sessions: [] } : readSessions(text);
  if (!found) throw new Error('It is no file of sessions; it was left as it is.');
  return found.sessions;
}

async function replace(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(beside, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    await file.close();
    await rename(beside, path);
    await chmod(path, 0o600);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(beside, { force: true });
    throw error;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'no reason was given.';
}
