import { endOf } from '../core/auth/lifetime.ts';
import { configurationOf, type SessionKey, sessionName, type TokenSession } from '../core/auth/session.ts';
import type { SignIn, SignInRequest } from '../core/auth/signIn.ts';
import type { Tokens } from '../core/auth/tokens.ts';
import type { Exchange } from '../core/exchange.ts';
import type { OAuthOptions, Obtained, SignInHost } from '../send/oauth/obtained.ts';
import { isOver, notObtained } from './notObtained.ts';
import type { RunTarget } from './run.ts';
import { none, type Token, type TokenContext } from './token.ts';

/** A session that was renewed or begun, or the reason why not. */
export type Renewed =
  | { readonly kind: 'session'; readonly session: TokenSession; readonly calls: readonly Exchange[] }
  | Exclude<Token, { kind: 'token' }>;

/** Renews a session or begins one, once for all that wait for it. */
export async function obtainOnce(
  signIn: SignIn,
  kept: TokenSession | undefined,
  ask: SignInRequest | undefined,
  context: TokenContext,
): Promise<Renewed> {
  const key = sessionKeyFor(signIn, context.target);
  const flight = `${sessionName(key)} ${ask ? JSON.stringify(ask) : ''}`;
  const got = await context.memory.renewals.join(
    flight,
    (signal) => {
      const work = () => renewOrBegin(key, signIn, kept, ask, { ...context, signal });
      const { sessions } = context.host;
      return kept?.tokens.refreshToken && sessions.alone ? sessions.alone(work, signal) : work();
    },
    context.signal,
  );
  return got ?? { kind: 'cancelled' };
}

async function renewOrBegin(
  key: SessionKey,
  signIn: SignIn,
  kept: TokenSession | undefined,
  ask: SignInRequest | undefined,
  context: TokenContext,
): Promise<Renewed> {
  const meanwhile = await keptSession(signIn, context);
  // Somebody else renewed it between our look and our turn: its old refresh token would be taken for a stolen one.
  if (meanwhile && !ask && tokenIn(meanwhile) !== tokenIn(kept))
    return { kind: 'session', session: meanwhile, calls: [] };
  const { refresh } = await import('../send/oauth/index.ts');
  const calls: Exchange[] = [];
  if (kept?.tokens.refreshToken && !ask) {
    const refreshed = await refresh(signIn, kept, optionsOf(context));
    calls.push(...refreshed.calls);
    if (refreshed.kind === 'obtained') return keep(key, signIn, kept, kept.asked, refreshed, calls, context);
    const over = refreshed.kind === 'refused' && isOver(refreshed.exchange);
    // Only a new sign-in helps from now on: the next request is not to run into the same refusal.
    if (over) await context.host.sessions.put(withoutRefreshToken(kept));
    if (!over || needsPerson(signIn)) return notObtained(refreshed, signIn, 'renewed', calls);
  }
  return begin(key, signIn, kept, ask, calls, context);
}

async function begin(
  key: SessionKey,
  signIn: SignIn,
  kept: TokenSession | undefined,
  ask: SignInRequest | undefined,
  calls: readonly Exchange[],
  context: TokenContext,
): Promise<Renewed> {
  const { host, target } = context;
  if (!signIn.acquireAutomatically && !target.renew && !target.mayBegin)
    return none(
      `Nobody is signed in as \`${signIn.id}\`, and its configuration says not to do so by sending ("Acquire Automatically" is false). ${host.withoutPerson ?? 'Sign in with the command Why401: Sign In.'}`,
    );
  if (needsPerson(signIn) && (!host.signIn || host.withoutPerson !== undefined))
    return none(
      `Signing in as \`${signIn.id}\` needs a person at a browser, and there is none here. ${host.withoutPerson ?? 'Use a grant that needs none, such as Client Credentials.'}`,
    );
  if (ask && (ask.acrValues !== undefined || ask.maxAge !== undefined) && !needsPerson(signIn))
    return none(
      `The server asks for a stronger or fresher sign-in of a person, and \`${signIn.id}\` gets its tokens without one (${signIn.grant}). Configure a sign-in by Authorization Code for this request.`,
    );
  const oauth = await import('../send/oauth/index.ts');
  const asked = mergeAsk(kept?.asked, ask);
  const obtained = await oauth.signIn(signIn, asked, host.signIn ?? nobody, optionsOf(context));
  const all = [...calls, ...obtained.calls];
  if (obtained.kind === 'obtained') return keep(key, signIn, kept, asked, obtained, all, context);
  return notObtained(obtained, signIn, 'obtained', all);
}

/** A new sign-in asks for what earlier refusals asked for as well; a newer wish stands over an older one. */
export function mergeAsk(before: SignInRequest | undefined, now: SignInRequest | undefined): SignInRequest {
  const scopes = [...new Set([...(before?.scopes ?? []), ...(now?.scopes ?? [])])];
  const { maxAge: _, prompt: __, ...lasting } = before ?? {};
  return { ...lasting, ...now, ...(scopes.length ? { scopes } : {}) };
}

async function keep(
  key: SessionKey,
  signIn: SignIn,
  kept: TokenSession | undefined,
  asked: SignInRequest,
  obtained: Extract<Obtained, { kind: 'obtained' }>,
  calls: readonly Exchange[],
  { host }: TokenContext,
): Promise<Renewed> {
  const tokens: Tokens = obtained.tokens;
  const end = endOf(tokens);
  const now = host.now();
  const issuer = obtained.issuer ?? kept?.issuer;
  const session: TokenSession = {
    kind: 'tokens',
    key,
    obtainedAt: kept?.obtainedAt ?? now,
    ...(kept ? { refreshedAt: now } : {}),
    ...(end === undefined ? {} : { expiresAt: end }),
    origins: kept?.origins ?? [],
    tokens,
    asked,
    ...(issuer === undefined ? {} : { issuer }),
    grant: signIn.grant,
    clientId: signIn.client.id,
    configuration: configurationOf(signIn),
  };
  // A rotated refresh token is the only one that is good: it is kept before anything else happens.
  await host.sessions.put(session);
  return { kind: 'session', session, calls };
}

/** Whose session a sign-in's is in this run. */
export function sessionKeyFor(signIn: Pick<SignIn, 'id'>, { environment, user }: RunTarget): SessionKey {
  return {
    id: signIn.id,
    ...(environment === undefined ? {} : { environment }),
    ...(user === undefined ? {} : { user }),
  };
}

/** One that was obtained by another configuration, such as for another user name or scope, is not this sign-in's. */
export async function keptSession(signIn: SignIn, { target, host }: TokenContext): Promise<TokenSession | undefined> {
  const kept = await host.sessions.get(sessionKeyFor(signIn, target));
  if (kept?.kind !== 'tokens') return undefined;
  return kept.configuration === configurationOf(signIn) ? kept : undefined;
}

export function needsPerson({ grant }: SignIn): boolean {
  return grant === 'authorization_code' || grant === 'device_code' || grant === 'implicit';
}

function withoutRefreshToken(session: TokenSession): TokenSession {
  const { refreshToken: _, ...tokens } = session.tokens;
  return { ...session, tokens };
}

function tokenIn(session: TokenSession | undefined): string | undefined {
  return session?.tokens.accessToken.reveal();
}

/** What the calls to a server share within a run: its settings, end, clock and remembered metadata. */
export function optionsOf({ host, memory, signal }: Pick<TokenContext, 'host' | 'memory' | 'signal'>): OAuthOptions {
  return { settings: host.settings, signal, now: () => host.now(), metadata: memory.metadata };
}

/** For grants that need no person: a warning, which the file's author was given already, goes to nobody. */
const nobody: SignInHost = {
  openBrowser: async () => false,
  showDeviceCode: async () => undefined,
  confirm: async () => true,
};
