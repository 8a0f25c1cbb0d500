import type { TokenSession } from '../../core/auth/session.ts';
import type { SignIn } from '../../core/auth/signIn.ts';
import type { Exchange } from '../../core/exchange.ts';
import { withCalls } from './calls.ts';
import type { Ending, OAuthOptions } from './obtained.ts';
import { serverOf } from './server.ts';

/** Where a browser ends the session at the issuer. */
export type EndSession =
  /** Holds the ID token, so it goes to the browser and nowhere else. */
  ({ readonly kind: 'url'; readonly url: string } | { readonly kind: 'no-endpoint' } | Ending) & {
    readonly calls: readonly Exchange[];
  };

/** The address of logging out at the issuer, for a browser (OpenID Connect RP-Initiated Logout). */
export function endSessionUrl(signIn: SignIn, session: TokenSession, options: OAuthOptions): Promise<EndSession> {
  return withCalls(options, async (calls) => {
    const { metadata } = await serverOf(signIn, ['end_session_endpoint'], calls, options, 'optional');
    const endpoint = metadata.end_session_endpoint;
    if (endpoint === undefined) return { kind: 'no-endpoint' as const };
    const url = new URL(endpoint);
    url.searchParams.set('client_id', signIn.client.id);
    if (session.tokens.idToken) url.searchParams.set('id_token_hint', session.tokens.idToken.reveal());
    return { kind: 'url' as const, url: url.href };
  });
}
