import type { Server } from '../facts/sign.ts';

/** Spotify: how its answers are known, and what its words mean. */
export const spotify: Server = {
  id: 'spotify',
  name: 'Spotify',
  recognize: { host: /(?:^|\.)spotify\.com$/ },
  signs: [
    {
      cause: 'role-missing',
      says: /user not registered in the developer dashboard/i,
      shows: 'an app in development mode serves listed users only',
      fix: 'Add the user to the app’s allow list, or apply for the extended quota',
      source: 'https://developer.spotify.com/documentation/web-api/concepts/quota-modes',
    },
    {
      cause: 'scope-missing',
      says: /insufficient client scope/i,
      source: 'https://developer.spotify.com/documentation/web-api/concepts/scopes',
    },
    {
      cause: 'token-expired',
      says: /access token expired/i,
      source: 'https://developer.spotify.com/documentation/web-api/concepts/api-calls',
    },
    {
      cause: 'service-not-enabled',
      says: /premium required/i,
      source: 'https://developer.spotify.com/documentation/web-api/',
    },
  ],
};
