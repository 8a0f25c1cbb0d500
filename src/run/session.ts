import type { Exchange } from '../core/exchange.ts';

/** What outlives one request: cookies, answers of named requests, answers to prompts that are asked once. */
export interface RunSession {
  /** The last exchange of a named request, as it can be referred to. */
  exchangeOf(path: string, name: string, environment?: string, user?: string): Exchange | undefined;
  /** Forgets the cookies of every environment and user. */
  clearCookies(): void;
  /** Forgets everything: cookies, exchanges, remembered answers, variables. */
  clear(): void;
}

/** A fresh session, one per window or process: nothing of it is written anywhere. */
export function createSession(): RunSession {
  return { exchangeOf: () => undefined, clearCookies() {}, clear() {} };
}
