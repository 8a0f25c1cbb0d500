import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fitSessions, readSessions, serializeSessions } from '../core/auth/serializeSessions.ts';
import { type Session, type SessionStore, sessionName } from '../core/auth/session.ts';

/**
 * Sessions in a file that only its user can read, for the command line where it is asked to keep them. The file is
 * written anew beside its place and moved there, so that a crash leaves the old one or the new one.
 * Rejects, in words for people, where the file is somebody else's, open to others, or no file of sessions.
 */
export async function openSessionFile(path: string): Promise<SessionStore> {
  const sessions = new Map((await read(path)).map((it) => [sessionName(it.key), it]));
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    const text = serializeSessions(fitSessions([...sessions.values()])).reveal();
    writing = writing.catch(() => undefined).then(() => replace(path, text));
    return writing;
  };
  return {
    list: async () => [...sessions.values()],
    get: async (key) => sessions.get(sessionName(key)),
    put: (session) => {
      sessions.set(sessionName(session.key), session);
      return write();
    },
    remove: (key) => (sessions.delete(sessionName(key)) ? write() : Promise.resolve()),
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
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
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
