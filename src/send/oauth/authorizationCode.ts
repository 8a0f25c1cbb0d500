import * as oauth from 'oauth4webapi';
import type { SignIn, SignInRequest } from '../../core/auth/signIn.ts';
import { authorizationRequest, authorizationUrl } from './authorizationRequest.ts';
import { callbackExchange, checkCallback, codeParameters } from './callback.ts';
import type { Calls } from './calls.ts';
import { contextFor, requestOptions, tokensFrom } from './context.ts';
import { failed } from './ended.ts';
import type { OAuthOptions, SignInHost } from './obtained.ts';
import { followingParameters, scopesOf } from './parameters.ts';
import { throughBrowser } from './throughBrowser.ts';

/** Authorization code (RFC 6749, 4.1) with PKCE, state, nonce and the issuer in the answer; pushed where the server offers it. */
export async function authorizationCode(
  signIn: SignIn,
  ask: SignInRequest,
  host: SignInHost,
  calls: Calls,
  options: OAuthOptions,
) {
  const context = await contextFor(signIn, ask, ['authorization_endpoint', 'token_endpoint'], calls, options);
  const { server, authentication } = context;
  const begun = options.now();
  const { redirectUri, address, request } = await throughBrowser(signIn, host, options, async (uri) => {
    const made = await authorizationRequest(context, 'code', uri);
    return { request: made, url: await authorizationUrl(context, made) };
  });
  const exchange = callbackExchange(address, options.now());
  const parameters = new URL(address).searchParams;
  checkCallback(parameters, exchange, server, request.state);
  if (!parameters.get('code')) {
    throw failed(
      'not-oauth',
      'The answer to the sign-in has neither a code nor an error. Look at response_type and response_mode among the parameters.',
      exchange,
    );
  }
  return tokensFrom(
    context,
    scopesOf(signIn, ask),
    () =>
      oauth.authorizationCodeGrantRequest(
        server.metadata,
        server.client,
        authentication,
        codeParameters(parameters, server),
        redirectUri,
        request.verifier ?? oauth.nopkce,
        { ...requestOptions(context), additionalParameters: followingParameters(signIn, ask) },
      ),
    {
      ...(request.nonce === undefined ? {} : { nonce: request.nonce }),
      // What is asked for holds when the page opens; reading and typing take their time.
      ...(ask.maxAge === undefined ? {} : { maxAge: ask.maxAge + Math.ceil((options.now() - begun) / 1000) }),
    },
  );
}
