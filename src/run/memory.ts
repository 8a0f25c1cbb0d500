import type { SessionKey } from '../core/auth/session.ts';
import type { Exchange } from '../core/exchange.ts';
import type { RanExchange, readChained } from '../core/variables/chaining.ts';
import type { Scope } from '../core/variables/scope.ts';
import { type Cookies, createCookies } from '../send/cookies.ts';
import type { MetadataMemory } from '../send/oauth/obtained.ts';
import { createFlights, type Flights } from './flights.ts';
import type { Renewed } from './obtaining.ts';
import type { RunOutcome } from './run.ts';

/** What outlives one request: cookies, answers of named requests, answers to prompts that are asked once. */
export interface RunMemory {
  /** The last exchange of a named request, as it can be referred to. */
  exchangeOf(path: string, name: string, environment?: string, user?: string): Exchange | undefined;
  /** Reads from the exchanges of a file's named requests; for hovers. */
  chained(path: string, environment?: string, user?: string): Scope['chained'];
  /** The cookies of one environment and user. */
  cookies(environment?: string, user?: string): Cookies;
  /** Forgets the cookies of every environment and user. */
  clearCookies(): void;
  /** Forgets everything: cookies, exchanges, remembered answers. */
  clear(): void;
  /** Renewals and sign-ins under way, by session. */
  readonly renewals: Flights<Renewed>;
  /** Origins that a token of the editor's accounts may go to, by need: agreed to in this window. */
  readonly accounts: Map<string, Set<string>>;
  /** What issuers said of themselves, for some minutes. */
  readonly metadata: MetadataMemory;
  /** The last nonce of each origin, for proofs of possession (RFC 9449, section 8). */
  readonly nonces: Map<string, string>;
  /** Whose the tokens are that requests had in this window, by their text. */
  readonly lent: Map<string, LentToken>;
  /** What was had anew for a refusal and refused at once, by the name of its session: tokens; answers of logins. */
  readonly inVain: { readonly tokens: Map<string, string>; readonly logins: WeakSet<Ran> };
  /** What belongs to one environment and user; for the run alone. */
  state(environment: string | undefined, user: string | undefined): MemoryState;
}

/** A session, or an account of the editor by the need for its token. */
export type LentToken = { readonly session: SessionKey } | { readonly account: string; readonly provider: string };

/** Exchanges by `path` and name; what is under way by the same key. */
export interface MemoryState {
  readonly cookies: Cookies;
  readonly ran: Map<string, Ran>;
  readonly underWay: Map<string, Promise<RunOutcome>>;
  readonly remembered: Map<string, string>;
  /** What scripts have set, for every request of this environment and user. */
  readonly globals: Globals;
  /** Reads from exchanges: JSONPath and XPath, loaded when something refers to a named request. */
  reader?: typeof readChained;
}

/** `client.global` of scripts. */
export interface Globals {
  /** As references stand for them. */
  readonly runtime: Map<string, string>;
  /** The same as JSON text, and the name of the request whose script set it. */
  readonly values: Map<string, { readonly json: string; readonly by: string }>;
  /** Header fields for each request that lacks them. */
  readonly headers: Map<string, string>;
}

export interface Ran extends RanExchange {
  /** The request's text when it was sent: a changed text runs again. */
  readonly text: string;
  /** For a login: from when on it is sent again, milliseconds since the epoch. */
  readonly renewAt?: number;
  /** For a login: it is kept as a session as well, and forgotten with it. */
  readonly kept?: true;
}

/** A fresh session, one per window or process: nothing of it is written anywhere. */
export function createMemory(): RunMemory {
  let states = new Map<string, MemoryState>();
  const state = (environment: string | undefined, user: string | undefined): MemoryState => {
    const key = JSON.stringify([environment ?? null, user ?? null]);
    const known = states.get(key) ?? {
      cookies: createCookies(),
      ran: new Map(),
      underWay: new Map(),
      remembered: new Map(),
      globals: { runtime: new Map(), values: new Map(), headers: new Map() },
    };
    states.set(key, known);
    return known;
  };
  return {
    renewals: createFlights(),
    accounts: new Map(),
    metadata: new Map(),
    nonces: new Map(),
    lent: new Map(),
    inVain: { tokens: new Map(), logins: new WeakSet() },
    state,
    exchangeOf: (path, name, environment, user) => state(environment, user).ran.get(ranKey(path, name))?.exchange,
    chained: (path, environment, user) => (name, rest) => {
      const { ran, reader } = state(environment, user);
      const found = ran.get(ranKey(path, name));
      return found && reader?.(found, name, rest);
    },
    cookies: (environment, user) => state(environment, user).cookies,
    clearCookies() {
      for (const it of states.values()) it.cookies.clear();
    },
    clear() {
      states = new Map();
    },
  };
}

/** The key of a named request within a memory's state. */
export function ranKey(path: string, name: string): string {
  return `${path}\n${name}`;
}
