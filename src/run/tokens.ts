import { endsSoon, hasEnded } from '../core/auth/lifetime.ts';
import { type TokenNeed, tokenNeedKey } from '../core/auth/reference.ts';
import type { TokenSession } from '../core/auth/session.ts';
import type { SignIn } from '../core/auth/signIn.ts';
import type { Exchange } from '../core/exchange.ts';
import { keptSession, needsPerson, obtainOnce } from './obtaining.ts';
import { none, type Token, type TokenContext } from './token.ts';

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

/** Fresh; or of use for a while still where only a person could get another. */
function isGood(session: TokenSession, signIn: SignIn, now: number): boolean {
  if (!endsSoon(session, now)) return true;
  return !hasEnded(session, now) && session.tokens.refreshToken === undefined && needsPerson(signIn);
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
