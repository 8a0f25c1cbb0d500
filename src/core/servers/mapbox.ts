import type { Server } from '../facts/sign.ts';

/** Mapbox: how its answers are known, and what its words mean. */
export const mapbox: Server = {
  id: 'mapbox',
  name: 'Mapbox',
  recognize: { host: /(?:^|\.)mapbox\.com$/ },
  signs: [
    {
      cause: 'scope-missing',
      status: [401, 403],
      path: /\/downloads\//,
      shows: 'downloads want a secret token with DOWNLOADS:READ, which a public token (pk.) cannot have',
      fix: 'Make a secret token (sk.) with DOWNLOADS:READ and use it as the password',
      source: 'https://docs.mapbox.com/help/troubleshooting/',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /not authorized - invalid token/i,
      source: 'https://docs.mapbox.com/api/guides/#access-tokens-and-token-scopes',
    },
  ],
};
