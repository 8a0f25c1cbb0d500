import * as oauth from 'oauth4webapi';
import type { TokenSession } from '../../core/auth/session.ts';
import type { SignIn } from '../../core/auth/signIn.ts';
import type { Exchange } from '../../core/exchange.ts';
import { withCalls } from './calls.ts';
import { clientAuthentication } from './clientAuthentication.ts';
import { requestOptions } from './context.ts';
import type { Ending, OAuthOptions } from './obtained.ts';
import { serverOf } from './server.ts';
import { acceptRevocation } from './tokenAnswer.ts';

/** What became of taking a session's tokens back. */
export type Revoked = (
  | { readonly kind: 'revoked'; readonly what: readonly ('refresh_token' | 'access_token')[] }
  /** The server offers no revocation: the tokens hold until they expire. */
  | { readonly kind: 'no-endpoint' }
  | Ending
) & { readonly calls: readonly Exchange[] };

/**
 * Takes a session's tokens back (RFC 7009): the refresh token, and with it what came of it, then the access token. That
 * a server cannot revoke access tokens is no failure once the refresh token is gone.
 */
export function revoke(signIn: SignIn, session: TokenSession, options: OAuthOptions): Promise<Revoked> {
  return withCalls(options, async (calls) => {
    const server = await serverOf(signIn, ['revocation_endpoint'], calls, options, 'optional');
    if (server.metadata.revocation_endpoint === undefined) return { kind: 'no-endpoint' as const };
    const authentication = await clientAuthentication(signIn, server, options.settings);
    const { refreshToken, accessToken } = session.tokens;
    const what: ('refresh_token' | 'access_token')[] = [];
    for (const [name, token] of [['refresh_token', refreshToken] as const, ['access_token', accessToken] as const]) {
      if (!token?.length) continue;
      await oauth.revocationRequest(server.metadata, server.client, authentication, token.reveal(), {
        ...requestOptions({ calls }),
        additionalParameters: { token_type_hint: name },
      });
      if (acceptRevocation(calls.last(), what.length !== 0)) what.push(name);
    }
    return { kind: 'revoked' as const, what };
  });
}
