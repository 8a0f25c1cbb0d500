import * as oauth from 'oauth4webapi';
import type { SignIn, SignInRequest } from '../../core/auth/signIn.ts';
import type { Calls } from './calls.ts';
import { type Context, contextFor, requestOptions, tokensFrom } from './context.ts';
import { cancelled, notConfigured } from './ended.ts';
import type { OAuthOptions, SignInHost } from './obtained.ts';
import { scopesOf, tokenParameters } from './parameters.ts';

/** Client credentials (RFC 6749, 4.4): the client's own tokens, without a person. */
export async function clientCredentials(signIn: SignIn, ask: SignInRequest, calls: Calls, options: OAuthOptions) {
  const context = await contextFor(signIn, ask, ['token_endpoint'], calls, options);
  const { server, authentication } = context;
  const parameters = tokenParameters(signIn, ask);
  return tokensFrom(context, scopesOf(signIn, ask), () =>
    oauth.clientCredentialsGrantRequest(
      server.metadata,
      server.client,
      authentication,
      parameters,
      requestOptions(context),
    ),
  );
}

/** Password (RFC 6749, 4.3), which OAuth 2.1 leaves out: the person is asked before it is sent. */
export async function password(
  signIn: SignIn,
  ask: SignInRequest,
  host: SignInHost,
  calls: Calls,
  options: OAuthOptions,
) {
  const { username, password: secret } = signIn;
  if (username === undefined || username === '' || !secret?.length) {
    throw notConfigured(`The sign-in "${signIn.id}" uses the password grant, but lacks a user name or a password.`);
  }
  const context = await contextFor(signIn, ask, ['token_endpoint'], calls, options);
  const where = new URL(context.server.metadata.token_endpoint ?? '').origin;
  const question = `The sign-in "${signIn.id}" sends the password of ${username} to ${where} (password grant). OAuth 2.1 has removed this grant, since the client sees the password. Send it?`;
  if (!(await host.confirm(question))) throw cancelled();
  const parameters = tokenParameters(signIn, ask);
  parameters.set('username', username);
  parameters.set('password', secret.reveal());
  return generic(context, 'password', parameters);
}

/** Token exchange (RFC 8693): another token for one that is there. */
export async function tokenExchange(signIn: SignIn, ask: SignInRequest, calls: Calls, options: OAuthOptions) {
  const { exchange } = signIn;
  if (!exchange?.subjectToken.length) {
    throw notConfigured(`The sign-in "${signIn.id}" exchanges a token, but has no subject token.`);
  }
  const context = await contextFor(signIn, ask, ['token_endpoint'], calls, options);
  const parameters = tokenParameters(signIn, ask);
  parameters.set('subject_token', exchange.subjectToken.reveal());
  parameters.set('subject_token_type', exchange.subjectTokenType);
  return generic(context, 'urn:ietf:params:oauth:grant-type:token-exchange', parameters);
}

function generic(context: Context, grant: string, parameters: URLSearchParams) {
  const { server, authentication, signIn, ask } = context;
  return tokensFrom(context, scopesOf(signIn, ask), () =>
    oauth.genericTokenEndpointRequest(
      server.metadata,
      server.client,
      authentication,
      grant,
      parameters,
      requestOptions(context),
    ),
  );
}
