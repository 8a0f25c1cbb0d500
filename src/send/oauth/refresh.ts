import * as oauth from 'oauth4webapi';
import type { TokenSession } from '../../core/auth/session.ts';
import type { SignIn, SignInRequest } from '../../core/auth/signIn.ts';
import { withCalls } from './calls.ts';
import { contextFor, requestOptions, tokensFrom } from './context.ts';
import { notConfigured } from './ended.ts';
import { importProofKey } from './keys.ts';
import type { OAuthOptions, Obtained } from './obtained.ts';
import { followingParameters } from './parameters.ts';

/**
 * New tokens for a session's refresh token (RFC 6749, 6). A server that sends no new refresh token leaves the old one
 * in force, and so it is kept; so are scopes and the ID token that it does not repeat.
 * @param ask what to ask for beside what the session was obtained with; scopes are asked for only where it names some
 */
export function refresh(
  signIn: SignIn,
  session: TokenSession,
  options: OAuthOptions,
  ask: SignInRequest = {},
): Promise<Obtained> {
  return withCalls(options, async (calls) => {
    const old = session.tokens;
    const { refreshToken } = old;
    if (!refreshToken?.length) {
      throw notConfigured(
        `The session of "${signIn.id}" has no refresh token. Sign in again; many servers give one only for the scope offline_access.`,
      );
    }
    const key = old.dpopKey && (await importProofKey(old.dpopKey));
    if (old.dpopKey && !key) {
      throw notConfigured(
        `The key that the tokens of "${signIn.id}" are bound to cannot be read any more. Sign in again.`,
      );
    }
    const merged = { ...session.asked, ...ask };
    const context = await contextFor(signIn, merged, ['token_endpoint'], calls, options, key);
    const { server, authentication } = context;
    const parameters = followingParameters(signIn, merged);
    const scopes = ask.scopes?.length ? [...new Set([...old.scopes, ...ask.scopes])] : old.scopes;
    if (ask.scopes?.length) parameters.set('scope', scopes.join(' '));
    const audience = merged.audience ?? signIn.audience;
    if (audience !== undefined) parameters.set('audience', audience);
    const obtained = await tokensFrom(context, scopes, () =>
      oauth.refreshTokenGrantRequest(server.metadata, server.client, authentication, refreshToken.reveal(), {
        ...requestOptions(context),
        additionalParameters: parameters,
      }),
    );
    const { tokens } = obtained;
    const idToken = tokens.idToken ?? old.idToken;
    return {
      ...obtained,
      tokens: { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken, ...(idToken ? { idToken } : {}) },
    };
  });
}
