import { type Session, type SessionStore, sessionName } from './session.ts';

/** Sessions that last as long as this store: for the command line without a file, and for tests. */
export function createMemoryStore(kept: readonly Session[] = []): SessionStore {
  const sessions = new Map(kept.map((it) => [sessionName(it.key), it]));
  return {
    list: async () => [...sessions.values()],
    get: async (key) => sessions.get(sessionName(key)),
    put: async (session) => void sessions.set(sessionName(session.key), session),
    remove: async (key) => void sessions.delete(sessionName(key)),
  };
}
