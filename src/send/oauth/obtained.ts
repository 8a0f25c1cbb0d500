import type { AuthorizationServer } from 'oauth4webapi';
import type { Tokens } from '../../core/auth/tokens.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { FailureCode, SendSettings } from '../outcome.ts';

/** Why there are no tokens, or no other answer: `Obtained` without them and without the calls. */
export type Ending = WithoutCalls<Exclude<Obtained, { readonly kind: 'obtained' }>>;
type WithoutCalls<T> = T extends unknown ? Omit<T, 'calls'> : never;

/** What became of asking for tokens. `calls`: every exchange with the authorization server, oldest first. */
export type Obtained =
  | {
      readonly kind: 'obtained';
      readonly tokens: Tokens;
      readonly issuer?: string;
      readonly calls: readonly Exchange[];
    }
  /** The authorization server refused: `exchange` says why, as an answer of its endpoint or as the callback's address. */
  | { readonly kind: 'refused'; readonly exchange: Exchange; readonly calls: readonly Exchange[] }
  /** No answer, or one that is none of OAuth's; `message` says what, where and what to do. */
  | {
      readonly kind: 'failed';
      readonly code: FailureCode | 'not-oauth' | 'not-configured';
      readonly message: string;
      /** The answer that could not be used. */
      readonly exchange?: Exchange;
      readonly calls: readonly Exchange[];
    }
  | { readonly kind: 'cancelled'; readonly calls: readonly Exchange[] };

export interface OAuthOptions {
  readonly settings: SendSettings;
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
  /** What issuers said of themselves, for some minutes: a renewal then is one call. Absent: asked each time. */
  readonly metadata?: MetadataMemory;
  /** Waits between two polls of a device's code; a timer of its own where none is lent. Rejects when the signal aborts. */
  wait?(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** By issuer, as the configuration spells it. */
export type MetadataMemory = Map<string, { readonly json: AuthorizationServer; readonly until: number }>;

/** What a shell lends for signing in: a browser, a place for the redirect, words on a screen. */
export interface SignInHost {
  /** Opens the system's browser. False: the person declined. */
  openBrowser(url: string): Promise<boolean>;
  /**
   * A place that the browser is sent back to. Absent: a listener on 127.0.0.1 of our own.
   * @param wanted the registered redirect URI, where the configuration has one
   */
  receiver?(wanted: string | undefined): Promise<RedirectReceiver>;
  /** Shows the code until `done`; resolves once the person has gone to the page (or at once). */
  showDeviceCode(code: DeviceCode): Promise<void>;
  /** Asks before something that deserves a question, such as a password grant. */
  confirm(question: string): Promise<boolean>;
}

export interface RedirectReceiver {
  /** As the authorization server is to be told. */
  readonly redirectUri: string;
  /** Told before the browser opens: only an answer with this state is meant for it, where several come one way. */
  expect?(state: string): void;
  /** The address that the browser came back with, query and all. Rejects when the signal aborts. */
  received(signal: AbortSignal): Promise<string>;
  close(): void;
}

export interface DeviceCode {
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Aborted when the tokens have come, or the code has ended. */
  readonly done: AbortSignal;
}
