import * as oauth from 'oauth4webapi';
import type { Context } from './context.ts';
import { exchangeOf, requestOptions } from './context.ts';
import { failed, notConfigured } from './ended.ts';
import { customParameters, scopesOf, setTarget } from './parameters.ts';
import { acceptedJson } from './tokenAnswer.ts';

/** What one authorization request says that its answer is checked by. */
export interface AuthorizationRequest {
  readonly parameters: URLSearchParams;
  readonly state: string;
  /** Sent where an ID token is asked for. */
  readonly nonce?: string;
  readonly verifier?: string;
}

/** The parameters of an authorization request (RFC 6749, 4.1.1; OpenID Connect Core, 3.1.2.1). */
export async function authorizationRequest(
  context: Context,
  responseType: string,
  redirectUri: string,
): Promise<AuthorizationRequest> {
  const { signIn, ask, server, proof } = context;
  const parameters = customParameters(signIn, 'authorization');
  const scopes = scopesOf(signIn, ask);
  const state = signIn.state ?? oauth.generateRandomState();
  parameters.set('client_id', server.client.client_id);
  parameters.set('response_type', responseType);
  parameters.set('redirect_uri', redirectUri);
  parameters.set('state', state);
  if (scopes.length !== 0) parameters.set('scope', scopes.join(' '));
  setTarget(parameters, signIn, ask);
  if (ask.acrValues !== undefined) parameters.set('acr_values', ask.acrValues);
  if (ask.maxAge !== undefined) parameters.set('max_age', String(ask.maxAge));
  if (ask.claims !== undefined) parameters.set('claims', ask.claims);
  if (ask.prompt !== undefined) parameters.set('prompt', ask.prompt);
  const nonce = scopes.includes('openid') ? oauth.generateRandomNonce() : undefined;
  if (nonce !== undefined) parameters.set('nonce', nonce);
  if (proof && responseType.includes('code')) {
    parameters.set('dpop_jkt', await proof.handle.calculateThumbprint());
  }
  const verifier = responseType.includes('code') ? await setChallenge(parameters, context) : undefined;
  return {
    parameters,
    state,
    ...(nonce === undefined ? {} : { nonce }),
    ...(verifier === undefined ? {} : { verifier }),
  };
}

/** Proof Key for Code Exchange (RFC 7636). */
async function setChallenge(parameters: URLSearchParams, { signIn }: Context): Promise<string | undefined> {
  const { method, verifier: fixed } = signIn.pkce;
  if (method === 'none') return undefined;
  const verifier = fixed?.reveal() ?? oauth.generateRandomCodeVerifier();
  if (!/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier)) {
    throw notConfigured(
      `The code verifier of the sign-in "${signIn.id}" has ${verifier.length} characters or some that it cannot have; expected 43 to 128 of A-Z, a-z, 0-9, -, ., _ and ~ (RFC 7636, 4.1). Leave it out to have one made.`,
    );
  }
  parameters.set('code_challenge_method', method);
  parameters.set('code_challenge', method === 'plain' ? verifier : await oauth.calculatePKCECodeChallenge(verifier));
  return verifier;
}

/** The address to open: with the parameters in it, or with a reference to them where the server takes them beforehand (RFC 9126). */
export async function authorizationUrl(context: Context, { parameters }: AuthorizationRequest): Promise<string> {
  const { metadata } = context.server;
  const url = new URL(metadata.authorization_endpoint ?? '');
  const sent =
    metadata.pushed_authorization_request_endpoint === undefined ? parameters : await push(context, parameters);
  for (const name of new Set(sent.keys())) url.searchParams.delete(name);
  for (const [name, value] of sent) url.searchParams.append(name, value);
  return url.href;
}

async function push(context: Context, parameters: URLSearchParams): Promise<URLSearchParams> {
  const { server, authentication } = context;
  const exchange = await exchangeOf(context, () =>
    oauth.pushedAuthorizationRequest(
      server.metadata,
      server.client,
      authentication,
      parameters,
      requestOptions(context),
    ),
  );
  const { request_uri: reference } = acceptedJson(exchange, 'a request_uri');
  if (typeof reference !== 'string' || reference === '') {
    throw failed(
      'not-oauth',
      `${exchange.request.url} took the authorization request, but answered without a request_uri (RFC 9126, 2.2).`,
      exchange,
    );
  }
  return new URLSearchParams({ client_id: server.client.client_id, request_uri: reference });
}
