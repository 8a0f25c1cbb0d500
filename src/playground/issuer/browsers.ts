import { randomUUID } from 'node:crypto';
import type { Call } from '../respond.ts';
import type { Clock } from './consent.ts';
import { keep } from './keep.ts';

const lifetime = 60 * 60 * 1000;

/** Somebody who is signed in to the issuer itself, in one browser. */
export interface BrowserSession {
  readonly person: string;
  readonly acr: string;
  /** Seconds since the epoch. */
  readonly authTime: number;
}

export interface Browsers {
  find(call: Call): BrowserSession | undefined;
  /** @returns the `Set-Cookie` of a new session */
  begin(session: BrowserSession): string;
  /** @returns the `Set-Cookie` that takes the cookie back */
  end(call: Call): string;
}

export function createBrowsers(clock: Clock): Browsers {
  const sessions = new Map<string, { readonly session: BrowserSession; readonly until: number }>();
  const idOf = (call: Call) => /(?:^|; )playground_browser=([0-9a-f-]{36})/.exec(call.headers.cookie ?? '')?.[1] ?? '';
  return {
    find(call) {
      const known = sessions.get(idOf(call));
      return known && clock() < known.until ? known.session : undefined;
    },
    begin(session) {
      const id = randomUUID();
      keep(sessions, id, { session, until: clock() + lifetime });
      return `playground_browser=${id}; Path=/oauth; HttpOnly; SameSite=Lax`;
    },
    end(call) {
      sessions.delete(idOf(call));
      return 'playground_browser=; Max-Age=0; Path=/oauth; HttpOnly; SameSite=Lax';
    },
  };
}
