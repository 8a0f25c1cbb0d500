import type { Server } from '../facts/sign.ts';

/** The Cloudflare API: how its answers are known, and what its words mean. */
export const cloudflareApi: Server = {
  id: 'cloudflare-api',
  name: 'the Cloudflare API',
  recognize: { host: /^api\.cloudflare\.com$/ },
  signs: [
    {
      cause: 'network-blocked',
      says: /cannot use the access token from location/i,
      shows: 'the token’s client IP filter does not hold this address',
      fix: 'Add the address to the token’s client IP filter',
      source: 'https://developers.cloudflare.com/fundamentals/api/how-to/restrict-tokens/',
    },
    {
      cause: 'credentials-malformed',
      says: /invalid request headers|invalid format for authorization header/i,
      shows: 'codes 6003 and 6111: what follows Bearer is no token',
      source: 'https://developers.cloudflare.com/fundamentals/api/troubleshooting/',
    },
    {
      cause: 'api-key-invalid',
      says: /unknown x-auth-key|invalid api token/i,
      source: 'https://developers.cloudflare.com/fundamentals/api/troubleshooting/',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      status: [400, 401],
      code: ['Authentication error'],
      source: 'https://developers.cloudflare.com/fundamentals/api/troubleshooting/',
    },
    {
      cause: 'scope-missing',
      status: [403],
      says: /authentication error|unauthorized to access requested resource|requires permission/i,
      when: ['credentials'],
      source: 'https://developers.cloudflare.com/fundamentals/api/troubleshooting/',
    },
  ],
};
