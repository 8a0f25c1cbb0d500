import * as oauth from 'oauth4webapi';
import type { Exchange } from '../../core/exchange.ts';
import { withCalls } from './calls.ts';
import { requestOptions } from './context.ts';
import { readMetadata } from './discovery.ts';
import { failed } from './ended.ts';
import { readJsonObject, whatCame } from './jsonAnswer.ts';
import type { Ending, OAuthOptions } from './obtained.ts';
import { withoutQuery } from './safeUrl.ts';
import { errorOf } from './tokenAnswer.ts';

/** What became of registering a client. `secret` is never asked for: a program on a person's computer keeps none. */
export type Registered = (
  | { readonly kind: 'registered'; readonly clientId: string }
  /** The server registers nobody by itself. */
  | { readonly kind: 'no-endpoint' }
  | Ending
) & { readonly calls: readonly Exchange[] };

/**
 * Registers Why401 as a public client of an authorization server (RFC 7591): authorization code with PKCE, renewed by
 * refresh tokens.
 * @param redirectUris where the browser may come back to
 */
export function register(issuer: string, redirectUris: readonly string[], options: OAuthOptions): Promise<Registered> {
  return withCalls(options, async (calls) => {
    const metadata = await readMetadata(issuer, calls);
    if (metadata.registration_endpoint === undefined) return { kind: 'no-endpoint' as const };
    const client = {
      client_name: 'Why401',
      redirect_uris: [...redirectUris],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      application_type: 'native',
    };
    await oauth.dynamicClientRegistrationRequest(metadata, client, requestOptions({ calls }));
    const exchange = calls.last();
    if (errorOf(exchange) !== undefined) return { kind: 'refused' as const, exchange };
    const json = exchange.response.status < 300 ? readJsonObject(exchange) : undefined;
    if (typeof json?.client_id === 'string') return { kind: 'registered' as const, clientId: json.client_id };
    throw failed(
      'not-oauth',
      `${withoutQuery(exchange.request.url)} answered ${whatCame(exchange)}; expected 201 with a client_id (RFC 7591, 3.2.1).`,
      exchange,
    );
  });
}
