import type { SignIn, SignInRequest } from '../../core/auth/signIn.ts';
import { authorizationRequest, authorizationUrl } from './authorizationRequest.ts';
import { callbackExchange, checkCallback } from './callback.ts';
import type { Calls } from './calls.ts';
import { contextFor, type Given } from './context.ts';
import { failed, notConfigured } from './ended.ts';
import { checkIdTokenOfBrowser } from './idToken.ts';
import type { OAuthOptions, SignInHost } from './obtained.ts';
import { scopesOf } from './parameters.ts';
import { throughBrowser } from './throughBrowser.ts';
import { tokensOfFields } from './tokenAnswer.ts';

/** Implicit (RFC 6749, 4.2; OpenID Connect Core, 3.2), for servers that know nothing better: the tokens come in the address. */
export async function implicit(
  signIn: SignIn,
  ask: SignInRequest,
  host: SignInHost,
  calls: Calls,
  options: OAuthOptions,
): Promise<Given> {
  if (signIn.dpop) {
    throw notConfigured(
      `The sign-in "${signIn.id}" binds its tokens to a key (DPoP), which the implicit grant cannot. Use the authorization code.`,
    );
  }
  const scopes = scopesOf(signIn, ask);
  const context = await contextFor(
    { ...signIn, client: { ...signIn.client, authentication: 'none' } },
    ask,
    ['authorization_endpoint', ...(scopes.includes('openid') ? (['jwks_uri'] as const) : [])],
    calls,
    options,
  );
  const begun = options.now();
  const { address, request } = await throughBrowser(signIn, host, options, async (uri) => {
    const made = await authorizationRequest(context, scopes.includes('openid') ? 'id_token token' : 'token', uri);
    return { request: made, url: await authorizationUrl(context, made) };
  });
  const { hash, searchParams } = new URL(address);
  const parameters = hash.length < 2 ? searchParams : new URLSearchParams(hash.slice(1));
  const exchange = callbackExchange(address.replace('#', address.includes('?') ? '&' : '?'), options.now());
  const { server } = context;
  // An ID token that was asked for names the issuer itself, so servers leave `iss` out; its nonce binds it to this sign-in.
  const hasIdToken = request.nonce !== undefined && parameters.has('id_token');
  const metadata = { ...server.metadata, authorization_response_iss_parameter_supported: false };
  checkCallback(parameters, exchange, hasIdToken ? { ...server, metadata } : server, request.state);
  const accessToken = parameters.get('access_token');
  if (!accessToken) {
    throw failed(
      'not-oauth',
      'The answer to the sign-in has neither an access_token nor an error. Use the authorization code, if the server knows it.',
      exchange,
    );
  }
  const tokens = tokensOfFields(Object.fromEntries(parameters), accessToken, scopes, options.now());
  await checkIdTokenOfBrowser(
    tokens,
    context,
    {
      ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
      ...(ask.maxAge === undefined ? {} : { maxAge: ask.maxAge + Math.ceil((options.now() - begun) / 1000) }),
    },
    exchange,
  );
  const { issuer } = server;
  return { kind: 'obtained', tokens, ...(issuer === undefined ? {} : { issuer }) };
}
