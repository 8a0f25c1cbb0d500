import type { Secret } from '../secret.ts';
import type { SignIn, SignInRequest } from './signIn.ts';
import type { Tokens } from './tokens.ts';

/** Whose session it is. A user's sessions never serve another user or environment. */
export interface SessionKey {
  readonly environment?: string;
  readonly user?: string;
  /** The sign-in's id; for a login by request `login NAME` and its file, relative to the workspace. */
  readonly id: string;
}

/** Credentials obtained for a user, kept until they are signed out. Full of secrets: it lies in a `SessionStore` only. */
export type Session = TokenSession | LoginSession;

interface SessionBase {
  readonly key: SessionKey;
  /** Milliseconds since the epoch, our clock. */
  readonly obtainedAt: number;
  readonly refreshedAt?: number;
  /** Milliseconds since the epoch, our clock, skew taken off; absent where nothing tells. */
  readonly expiresAt?: number;
  /** `https://api.example`: where its credentials may go without a question. */
  readonly origins: readonly string[];
}

/** Obtained by OAuth 2 or OpenID Connect. */
export interface TokenSession extends SessionBase {
  readonly kind: 'tokens';
  readonly tokens: Tokens;
  /** What was asked for beyond the configuration: asked for again when it is signed in anew. */
  readonly asked: SignInRequest;
  /** Of the authorization server, for revocation and verification. */
  readonly issuer?: string;
  readonly grant: string;
  readonly clientId: string;
  /** What it was obtained by, as `configurationOf` says it. */
  readonly configuration: string;
}

/** Obtained by sending a request that the file marks with `# @login`. */
export interface LoginSession extends SessionBase {
  readonly kind: 'login';
  /** Absolute path of the `.http` file. */
  readonly path: string;
  readonly request: string;
  /** The exchange as JSON text, from which later requests read. */
  readonly exchange: Secret;
  /** The cookies that came with it: JSON text, pairs of the address that set one and its Set-Cookie line. */
  readonly cookies?: Secret;
  /** SHA-256 of the request's text when it was sent, in which a password may stand: a changed text signs in anew. */
  readonly text: string;
}

/** Where sessions lie: the editor's SecretStorage, a file of the command line's user, memory. */
export interface SessionStore {
  list(): Promise<readonly Session[]>;
  get(key: SessionKey): Promise<Session | undefined>;
  /** Takes the place of the one with the same key. Resolves once it is kept. */
  put(session: Session): Promise<void>;
  remove(key: SessionKey): Promise<void>;
  /** Does work that no other process does meanwhile, such as using a refresh token up. Absent: there is no other. */
  alone?<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

/** Keys in the same words are the same session. */
export function sessionName({ environment, user, id }: SessionKey): string {
  return JSON.stringify([environment ?? null, user ?? null, id]);
}

/**
 * Everything of a sign-in that decides whose tokens it gives, what for, and which addresses they are sent to; nothing
 * secret. Another text is another session: a file that leads elsewhere by now gets none of the tokens that are kept.
 */
export function configurationOf(signIn: SignIn): string {
  const { grant, issuer, endpoints, client, username, scopes, audience, resources } = signIn;
  const { token, revocation, introspection, userinfo, endSession } = endpoints;
  return JSON.stringify([
    grant,
    issuer ?? null,
    [token, revocation, introspection, userinfo, endSession].map((it) => it ?? null),
    client.id,
    username ?? null,
    scopes.toSorted(),
    audience ?? null,
    resources,
  ]);
}
