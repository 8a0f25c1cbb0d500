import { fitSessions, readSessions, serializeSessions } from '../../core/auth/serializeSessions.ts';
import { type Session, type SessionStore, sessionName } from '../../core/auth/session.ts';

/** Where one encrypted text lies: the part of the editor's SecretStorage that is needed here. */
export interface SecretPlace {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

export interface Keeping {
  readonly secrets: SecretPlace;
  /** The name of the secret: the workspace's, as it is now. */
  key(): string;
  /** Says what could not be kept or read, without any of it. */
  warn(message: string): void;
  /** The sessions are others than before. */
  changed(): void;
}

export interface KeptSessions extends SessionStore {
  /** What is known without waiting; undefined before the first question, which reads. */
  readonly known: readonly Session[] | undefined;
  /** Somebody else may have written. Nothing is read where nothing was before. */
  readAgain(): Promise<void>;
}

/** Sessions in one secret. Writes happen one after another, each on top of what is there by then. */
export function keepSessions({ secrets, key, warn, changed }: Keeping): KeptSessions {
  let known: readonly Session[] | undefined;
  let reading: Promise<readonly Session[]> | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  /** What could not be kept lasts until the window closes, or shows another workspace. */
  const unkept = new Map<string, Session>();
  let keptIn: string | undefined;

  function list(): Promise<readonly Session[]> {
    reading ??= read();
    return reading;
  }

  async function read(): Promise<readonly Session[]> {
    try {
      know(await stored());
    } catch (error) {
      warn(`Sessions could not be read, as the editor's secret storage does not answer: ${messageOf(error)}`);
      know([]);
    }
    return known ?? [];
  }

  function know(kept: readonly Session[]): void {
    known = [...kept.filter((it) => !unkept.has(sessionName(it.key))), ...unkept.values()];
    reading = Promise.resolve(known);
  }

  async function stored(): Promise<readonly Session[]> {
    if (keptIn !== key()) unkept.clear();
    keptIn = key();
    const text = await secrets.get(keptIn);
    if (text === undefined) return [];
    const found = readSessions(text);
    if (!found) warn('What was kept is not readable as sessions, so there are none: sign in again.');
    else if (0 < found.leftOut) warn(`Kept sessions that are not readable and were left out: ${found.leftOut}.`);
    return found?.sessions ?? [];
  }

  async function write(name: string, session: Session | undefined): Promise<void> {
    try {
      const others = (await stored()).filter((it) => sessionName(it.key) !== name);
      const kept = fitSessions(session ? [...others, session] : others);
      if (kept.length === 0) await secrets.delete(key());
      else await secrets.store(key(), serializeSessions(kept).reveal());
      unkept.delete(name);
      if (session && !kept.includes(session)) {
        warn('A session is too large to be kept: it lasts until the window closes.');
        unkept.set(name, session);
      }
      know(kept);
    } catch (error) {
      warn(`The editor's secret storage took no change, so it lasts until the window closes: ${messageOf(error)}`);
      unkept.delete(name);
      if (session) unkept.set(name, session);
      know((known ?? []).filter((it) => sessionName(it.key) !== name));
    }
    changed();
  }

  function enqueue(work: () => Promise<void>): Promise<void> {
    const mine = writing.then(work);
    writing = mine.catch(() => undefined);
    return mine;
  }

  return {
    list,
    get: async (wanted) => (await list()).find((it) => sessionName(it.key) === sessionName(wanted)),
    put: (session) => enqueue(() => write(sessionName(session.key), session)),
    remove: (wanted) => enqueue(() => write(sessionName(wanted), undefined)),
    get known() {
      return known;
    },
    readAgain: async () => {
      if (!known) return;
      await enqueue(async () => {
        await read();
        changed();
      });
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
