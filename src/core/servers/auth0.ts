import type { Server } from '../facts/sign.ts';

/** Auth0: how its answers are known, and what its words mean. */
export const auth0: Server = {
  id: 'auth0',
  name: 'Auth0',
  recognize: { host: /\.auth0\.com$/, headers: [['x-auth0-requestid'], ['ot-tracer-traceid']] },
  signs: [
    {
      cause: 'token-wrong-audience',
      says: /bad audience/i,
      fix: 'Request the token with the audience https://TENANT.auth0.com/api/v2/',
      source: 'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens',
    },
    {
      cause: 'token-wrong-audience',
      says: /service not enabled within domain/i,
      shows: 'no API has this identifier; the Management API’s is always the tenant’s own domain',
      fix: 'Use the audience https://TENANT.auth0.com/api/v2/ of the canonical tenant domain',
      source: 'https://auth0.com/docs/troubleshoot/basic-issues',
    },
    {
      cause: 'token-wrong-type',
      says: /bad http authentication header format/i,
      when: ['opaque'],
      shows: 'a JWT is expected, and the token has no dots',
      fix: 'Ask for the token with an audience, so that it is a JWT',
      source: 'https://auth0.com/docs/secure/tokens/access-tokens',
    },
    {
      cause: 'scope-missing',
      says: /insufficient scope/i,
      fix: 'Allow the scope for this application under APIs, Machine to Machine Applications, and get a new token',
      source: 'https://auth0.com/docs/get-started/apis/scopes',
    },
    {
      cause: 'client-invalid',
      says: /grant type .{1,60} not allowed for the client|client is not authorized to access/i,
      source: 'https://auth0.com/docs/get-started/applications/application-grant-types',
    },
    {
      cause: 'password-wrong',
      says: /wrong email or (?:phone number|password)|wrong (?:email|username)/i,
      source: 'https://auth0.com/docs/libraries/common-auth0-library-authentication-errors',
    },
    {
      cause: 'account-blocked',
      says: /account has been blocked|user is blocked|too_many_attempts|please verify your email/i,
      source: 'https://auth0.com/docs/libraries/common-auth0-library-authentication-errors',
    },
    {
      cause: 'token-expired',
      says: /expired token received/i,
      source: 'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens',
    },
  ],
};
