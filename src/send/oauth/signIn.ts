import type { SignIn, SignInRequest } from '../../core/auth/signIn.ts';
import { authorizationCode } from './authorizationCode.ts';
import { type Calls, withCalls } from './calls.ts';
import type { Given } from './context.ts';
import { deviceCode } from './deviceCode.ts';
import { clientCredentials, password, tokenExchange } from './directGrants.ts';
import { notConfigured } from './ended.ts';
import { implicit } from './implicit.ts';
import type { OAuthOptions, Obtained, SignInHost } from './obtained.ts';

/**
 * Obtains tokens the way a sign-in says. Every failure is an outcome; nothing is thrown.
 * @param ask what a refusal asked for beyond the configuration
 */
export function signIn(signIn: SignIn, ask: SignInRequest, host: SignInHost, options: OAuthOptions): Promise<Obtained> {
  return withCalls(options, (calls) => byGrant(signIn, ask, host, calls, options));
}

function byGrant(
  signIn: SignIn,
  ask: SignInRequest,
  host: SignInHost,
  calls: Calls,
  options: OAuthOptions,
): Promise<Given> {
  switch (signIn.grant) {
    case 'authorization_code':
      return authorizationCode(signIn, ask, host, calls, options);
    case 'client_credentials':
      return clientCredentials(signIn, ask, calls, options);
    case 'password':
      return password(signIn, ask, host, calls, options);
    case 'token_exchange':
      return tokenExchange(signIn, ask, calls, options);
    case 'mock':
      return mock(signIn, options);
    case 'device_code':
      return deviceCode(signIn, ask, host, calls, options);
    case 'implicit':
      return implicit(signIn, ask, host, calls, options);
  }
}

/** The token that stands in the configuration. */
async function mock({ id, mock: given, scopes }: SignIn, options: OAuthOptions): Promise<Given> {
  if (!given) throw notConfigured(`The sign-in "${id}" is a mock, but has no token.`);
  return {
    kind: 'obtained',
    tokens: {
      accessToken: given.token,
      tokenType: 'Bearer',
      ...(given.idToken ? { idToken: given.idToken } : {}),
      scopes,
      receivedAt: options.now(),
    },
  };
}
