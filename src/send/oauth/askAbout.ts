import * as oauth from 'oauth4webapi';
import type { SignIn } from '../../core/auth/signIn.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { Secret } from '../../core/secret.ts';
import { withCalls } from './calls.ts';
import { clientAuthentication } from './clientAuthentication.ts';
import { exchangeOf, requestOptions } from './context.ts';
import { failed, notConfigured } from './ended.ts';
import { type Json, jwtClaims } from './jsonAnswer.ts';
import { importProofKey } from './keys.ts';
import type { Ending, OAuthOptions } from './obtained.ts';
import { withoutQuery } from './safeUrl.ts';
import { serverOf } from './server.ts';
import { acceptedJson } from './tokenAnswer.ts';

/** What a server says of a token. Untrusted, and may hold what is personal. */
export type Told = ({ readonly kind: 'told'; readonly json: Json } | Ending) & { readonly calls: readonly Exchange[] };

/** Asks the server whether a token is active, and what is in it (RFC 7662). The token goes to the server. */
export function introspect(signIn: SignIn, token: Secret, options: OAuthOptions): Promise<Told> {
  return withCalls(options, async (calls) => {
    const server = await serverOf(signIn, ['introspection_endpoint'], calls, options);
    const authentication = await clientAuthentication(signIn, server, options.settings);
    await oauth.introspectionRequest(
      server.metadata,
      server.client,
      authentication,
      token.reveal(),
      requestOptions({ calls }),
    );
    const exchange = calls.last();
    const json = acceptedJson(exchange, 'the member active');
    if (typeof json.active !== 'boolean') {
      throw failed(
        'not-oauth',
        `${withoutQuery(exchange.request.url)} answered JSON whose active is neither true nor false (RFC 7662, 2.2).`,
        exchange,
      );
    }
    return { kind: 'told' as const, json };
  });
}

/**
 * Asks the server whom a token stands for (OpenID Connect Core, 5.3). A signed answer is read, its signature is not
 * verified: TLS says who sent it.
 * @param dpopKey the key that the token is bound to, where it is
 */
export function userInfo(signIn: SignIn, token: Secret, options: OAuthOptions, dpopKey?: Secret): Promise<Told> {
  return withCalls(options, async (calls) => {
    const server = await serverOf(signIn, ['userinfo_endpoint'], calls, options);
    const key = dpopKey && (await importProofKey(dpopKey));
    if (dpopKey && !key) throw notConfigured('The key that the token is bound to cannot be read. Sign in again.');
    const proof = key ? { key, handle: oauth.DPoP(server.client, key.pair) } : undefined;
    const context = { calls, ...(proof ? { proof } : {}) };
    const exchange = await exchangeOf(context, () =>
      oauth.userInfoRequest(server.metadata, server.client, token.reveal(), requestOptions(context)),
    );
    const { status, body } = exchange.response;
    const signed = status === 200 && body?.mimeType === 'application/jwt' ? jwtClaims(body.text) : undefined;
    return { kind: 'told' as const, json: signed ?? acceptedJson(exchange, 'the member sub') };
  });
}
