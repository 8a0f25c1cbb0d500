import type { TokenNeed } from '../core/auth/reference.ts';
import type { SessionKey, SessionStore } from '../core/auth/session.ts';
import type { SignInRequest } from '../core/auth/signIn.ts';
import type { Exchange } from '../core/exchange.ts';
import type { HttpFile, RequestBlock } from '../core/http/httpFile.ts';
import type { ResolvedRequest } from '../core/resolve/resolve.ts';
import type { TestResult } from '../core/scripts/testResult.ts';
import type { Secret } from '../core/secret.ts';
import type { SignInHost } from '../send/oauth/obtained.ts';
import type { Failed, SendSettings } from '../send/outcome.ts';
import type { RunDirectives } from './directives.ts';
import type { Guard, Held } from './guard.ts';

/**
 * One request, from its text to the answer: the way that the editor and the command line share.
 * read env files (local) → run what it refers to → resolve variables (core) → read body files (local) → send (send).
 */

/** What a shell lends: everything that asks a person or depends on the machine. */
export interface RunHost {
  /** Answers `# @prompt`, `{{$input}}`, `{{$password}}`; undefined cancels the request. */
  prompt(question: {
    readonly label: string;
    readonly secret: boolean;
    readonly initial?: string;
    /** Only one of these may be answered. */
    readonly choices?: readonly string[];
  }): Promise<string | undefined>;
  /** Confirms `# @note` and credentials going to a new origin. */
  confirm(question: string): Promise<boolean>;
  /** Unsaved text of an open document, by absolute path; undefined: read the file. */
  openText?(path: string): string | undefined;
  now(): number;
  /** The process environment, for `$processEnv`, `$env`. */
  readonly processEnv: Readonly<Record<string, string | undefined>>;
  /** `rest-client.environmentVariables`, as the setting stands. */
  readonly restClientVariables?: unknown;
  readonly settings: SendSettings;
  /** Where what was obtained for a user is kept. */
  readonly sessions: SessionStore;
  /** A browser and a screen for signing in; absent where nobody is there. */
  readonly signIn?: SignInHost;
  /** Nobody is there to sign in: what to do instead, in a sentence. */
  readonly withoutPerson?: string;
  /** A token of one of the editor's accounts, with the person's consent. */
  account?(
    provider: string,
    scopes: readonly string[],
  ): Promise<{ readonly token: Secret } | { readonly problem: string }>;
  /** A ready token for a sign-in, from outside: nothing is obtained then. */
  givenToken?(id: string): Secret | undefined;
}

export interface RunTarget {
  /** Absolute path of the `.http` file. */
  readonly path: string;
  readonly file: HttpFile;
  readonly request: RequestBlock;
  readonly environment?: string;
  readonly user?: string;
  /** The workspace folder: where the walk upward for environment files ends. */
  readonly root?: string;
  /** Requests sent as one run (Send All, a file on the command line) share one object: definitions bind once for all of them. */
  readonly batch?: object;
  /** Renew what the last answer refused. */
  readonly renew?: RenewOrder;
  /** Holds back what a run of many does not send by itself. */
  readonly guard?: Guard;
  /** A person asked for the sign-in itself: `Acquire Automatically` does not matter. */
  readonly mayBegin?: true;
}

/** What is to be had anew before a request is sent again. */
export interface RenewOrder {
  /** The tokens that were refused, in clear. A session that holds another one by now was renewed meanwhile. */
  readonly credentials: readonly string[];
  /** Names of the login requests whose answers were refused. */
  readonly logins: readonly string[];
  /** What the refusal asked for beyond what the session has. */
  readonly ask?: SignInRequest;
}

/** Where a credential of a request came from: what can be renewed when it is refused. */
export type UsedCredential =
  | {
      readonly from: 'session';
      readonly need: Extract<TokenNeed, { from: 'sign-in' }>;
      readonly key: SessionKey;
      readonly token: Secret;
    }
  /** A named request whose answer the request took a value from, or its cookies. */
  | { readonly from: 'login'; readonly request: string; readonly marked: boolean };

/** Why a request never left: the text must be changed first. */
export interface Unsendable {
  readonly kind: 'unsendable';
  readonly problems: readonly RunProblem[];
  /** Requests that ran first; the last of them is why this one was not sent. */
  readonly ranFirst?: readonly { readonly name: string; readonly exchange: Exchange }[];
  /** Values that are known to be secrets in what ran first: to be masked wherever they turn up. */
  readonly secrets?: readonly Secret[];
  /** Present where a renewal failed: what was refused before it. */
  readonly renewed?: Retried;
  /** Present where nothing is wrong with the text. */
  readonly held?: Held;
  /** Present where a sign-in gave no token: whose session it would have been. */
  readonly signIn?: SessionKey;
  readonly tests?: readonly TestResult[];
  readonly logs?: readonly string[];
}

export interface RunProblem {
  readonly message: string;
  /** Where in the `.http` file, when there. */
  readonly span?: { readonly start: number; readonly end: number };
  /** For an unresolved variable: its name, where it was looked for, close spellings. */
  readonly variable?: {
    readonly name: string;
    readonly lookedIn: readonly string[];
    readonly similar: readonly string[];
  };
}

export interface Answered {
  readonly kind: 'answered';
  readonly exchange: Exchange;
  /** Requests that ran first because this one refers to them, by name. */
  readonly ranFirst: readonly { readonly name: string; readonly exchange: Exchange }[];
  /** Values in the request, and in what ran first, that are known to be secrets: to be masked wherever they turn up. */
  readonly secrets?: readonly Secret[];
  /** What its scripts and assertions came to, and those of the requests that ran first; absent where there are none. */
  readonly tests?: readonly TestResult[];
  /** What scripts logged, secrets masked. */
  readonly logs?: readonly string[];
  /** What its credentials came from. */
  readonly used: readonly UsedCredential[];
  /** What was sent, to be sent once more with one thing changed. Holds secrets in clear, as the exchange does. */
  readonly sent?: SentRequest;
  /** A credential of it was had anew for a refusal a moment ago, and was refused at once: another one would be as well. */
  readonly renewedInVain?: true;
  /** Present where this is the second attempt: what was refused before it, and what was had anew between them. */
  readonly renewed?: Retried;
}

/** A request as it was resolved, before cookies and proofs of a key were added. */
export interface SentRequest {
  readonly resolved: ResolvedRequest;
  readonly directives: RunDirectives;
  /** Private keys (JWK text) that a token is bound to, by the token. */
  readonly keys: ReadonlyMap<string, Secret>;
}

/** The first of two attempts. */
export interface Retried {
  readonly first: Exchange;
  /** What was renewed: `the token of ada`, `the login session`. */
  readonly what: string;
}

/** Stopped by a person, at any stage. */
export interface Cancelled {
  readonly kind: 'cancelled';
  /** How far it had come: whether the request had been sent already. Without it, nothing was sent. */
  readonly message?: string;
}

export type RunOutcome = Answered | Failed | Unsendable | Cancelled;
