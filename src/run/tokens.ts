import { endOf, endsSoon, hasEnded } from '../core/auth/lifetime.ts';
import { type TokenNeed, tokenNeedKey } from '../core/auth/reference.ts';
import { configurationOf, type SessionKey, sessionName, type TokenSession } from '../core/auth/session.ts';
import type { SignIn, SignInRequest } from '../core/auth/signIn.ts';
import type { Tokens } from '../core/auth/tokens.ts';
import type { Exchange } from '../core/exchange.ts';
import type { Secret } from '../core/secret.ts';
import type { OAuthOptions, Obtained, SignInHost } from '../send/oauth/obtained.ts';
import type { RunMemory } from './memory.ts';
import type { RunHost, RunTarget } from './run.ts';

/** A token for a need, or why there is none. `calls`: what was sent to the authorization server for it. */
export type Token =
  | {
      readonly kind: 'token';
      readonly value: Secret;
      /** Absent for tokens that Why401 does not keep: given ones, the editor's accounts. */
      readonly session?: TokenSession;
      readonly calls: readonly Exchange[];
    }
  | {
      readonly kind: 'none';
      /** What happened and what to do; one or two sentences. */
      readonly message: string;
      /** The answer that says why, the last of the calls. */
      readonly calls: readonly Exchange[];
      readonly network?: Extract<Obtained, { kind: 'failed' }>['code'];
    }
  | { readonly kind: 'cancelled' };

export interface TokenContext {
  readonly target: RunTarget;
  readonly memory: RunMemory;
  readonly host: RunHost;
  readonly signal: AbortSignal;
}

/**
 * Gets the token that a request asks for: one that is kept and fresh, else a renewed one, else by signing in. However
 * many requests wait for the same session, it is renewed once.
 */
export async function tokenFor(need: TokenNeed, context: TokenContext): Promise<Token> {
  if (need.from === 'account') return fromAccount(need, context);
  const { signIn, use } = need;
  const given = context.host.givenToken?.(signIn.id);
  if (given !== undefined) return { kind: 'token', value: given, calls: [] };
  const kept = await keptSession(signIn, context);
  const { renew } = context.target;
  const refused = kept && renew?.credentials.includes(kept.tokens.accessToken.reveal());
  const ask = need.anew ? { prompt: 'login' as const } : refused || !kept ? renew?.ask : undefined;
  if (kept && !refused && !need.anew && isGood(kept, signIn, context.host.now())) return tokenOf(kept, use, []);
  const got = await obtainOnce(signIn, kept, ask, context);
  return got.kind === 'session' ? tokenOf(got.session, use, got.calls) : got;
}

/** Whose session a sign-in's is in this run. */
export function sessionKeyFor(signIn: Pick<SignIn, 'id'>, { environment, user }: RunTarget): SessionKey {
  return {
    id: signIn.id,
    ...(environment === undefined ? {} : { environment }),
    ...(user === undefined ? {} : { user }),
  };
}

/** Fresh; or of use for a while still where only a person could get another. */
function isGood(session: TokenSession, signIn: SignIn, now: number): boolean {
  if (!endsSoon(session, now)) return true;
  return !hasEnded(session, now) && session.tokens.refreshToken === undefined && needsPerson(signIn);
}

/** One that was obtained by another configuration, such as for another user name or scope, is not this sign-in's. */
async function keptSession(signIn: SignIn, { target, host }: TokenContext): Promise<TokenSession | undefined> {
  const kept = await host.sessions.get(sessionKeyFor(signIn, target));
  if (kept?.kind !== 'tokens') return undefined;
  return kept.configuration === configurationOf(signIn) ? kept : undefined;
}

function needsPerson({ grant }: SignIn): boolean {
  return grant === 'authorization_code' || grant === 'device_code' || grant === 'implicit';
}

async function fromAccount(
  need: Extract<TokenNeed, { from: 'account' }>,
  { host, memory }: TokenContext,
): Promise<Token> {
  if (!host.account)
    return none(
      `\`{{$session ${need.provider}}}\` is a token of the editor's accounts, which are not at hand here. Put a token into a variable instead.`,
    );
  const got = await host.account(need.provider, need.scopes);
  if ('problem' in got) return none(got.problem);
  memory.accounts.set(tokenNeedKey(need), memory.accounts.get(tokenNeedKey(need)) ?? new Set());
  return { kind: 'token', value: got.token, calls: [] };
}

function tokenOf(session: TokenSession, use: 'access' | 'id', calls: readonly Exchange[]): Token {
  if (use === 'access') return { kind: 'token', value: session.tokens.accessToken, session, calls };
  const { idToken } = session.tokens;
  if (idToken) return { kind: 'token', value: idToken, session, calls };
  return {
    ...none(
      `The sign-in \`${session.key.id}\` gave no ID token: it is given where the scope \`openid\` is asked for. Add it to "Scope" and sign in again.`,
    ),
    calls,
  };
}

/** A session that was renewed or begun, or the reason why not. */
export type Renewed =
  | { readonly kind: 'session'; readonly session: TokenSession; readonly calls: readonly Exchange[] }
  | Exclude<Token, { kind: 'token' }>;

/** Renews a session or begins one, once for all that wait for it. */
async function obtainOnce(
  signIn: SignIn,
  kept: TokenSession | undefined,
  ask: SignInRequest | undefined,
  context: TokenContext,
): Promise<Renewed> {
  const key = sessionKeyFor(signIn, context.target);
  const flight = `${sessionName(key)} ${ask ? JSON.stringify(ask) : ''}`;
  const got = await context.memory.renewals.join(
    flight,
    (signal) => renewOrBegin(key, signIn, kept, ask, { ...context, signal }),
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
      `Nobody is signed in as \`${signIn.id}\`, and its configuration says not to do so by sending ("Acquire Automatically" is false). Sign in with the command Why401: Sign In.`,
    );
  if (needsPerson(signIn) && (!host.signIn || host.withoutPerson !== undefined))
    return none(
      `Signing in as \`${signIn.id}\` needs a person at a browser, and there is none here. ${host.withoutPerson ?? 'Use a grant that needs none, such as Client Credentials.'}`,
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

function notObtained(
  outcome: Exclude<Obtained, { kind: 'obtained' }>,
  signIn: SignIn,
  what: 'renewed' | 'obtained',
  calls: readonly Exchange[],
): Renewed {
  if (outcome.kind === 'cancelled') return { kind: 'cancelled' };
  const subject = `The token of the sign-in \`${signIn.id}\` could not be ${what}`;
  if (outcome.kind === 'refused') {
    const { status } = outcome.exchange.response;
    const error = errorOf(outcome.exchange);
    const next = what === 'renewed' && isOver(outcome.exchange) ? ' Sending again signs in anew.' : '';
    const last = calls.includes(outcome.exchange) ? calls : [...calls, outcome.exchange];
    return { ...none(`${subject}: ${hostOf(outcome.exchange)} answered ${error ?? status}.${next}`), calls: last };
  }
  const shown = outcome.exchange && !calls.includes(outcome.exchange) ? [...calls, outcome.exchange] : calls;
  return { ...none(`${subject}. ${outcome.message}`), calls: shown, network: outcome.code };
}

/** RFC 6749, 5.2: the refresh token is good for nothing any more. */
function isOver(exchange: Exchange): boolean {
  return errorOf(exchange) === 'invalid_grant';
}

function errorOf({ response }: Exchange): string | undefined {
  return /"error"\s{0,5}:\s{0,5}"([\w.-]{1,60})"/.exec(response.body?.text.slice(0, 20_000) ?? '')?.[1];
}

function hostOf({ request }: Exchange): string {
  return URL.canParse(request.url) ? new URL(request.url).host : 'the authorization server';
}

function withoutRefreshToken(session: TokenSession): TokenSession {
  const { refreshToken: _, ...tokens } = session.tokens;
  return { ...session, tokens };
}

function optionsOf({ host, signal }: TokenContext): OAuthOptions {
  return { settings: host.settings, signal, now: () => host.now() };
}

/** For grants that need no person: a warning, which the file's author was given already, goes to nobody. */
const nobody: SignInHost = {
  openBrowser: async () => false,
  showDeviceCode: async () => undefined,
  confirm: async () => true,
};

function none(message: string): Extract<Token, { kind: 'none' }> {
  return { kind: 'none', message, calls: [] };
}
