import type { Server } from '../facts/sign.ts';

/** Twitch: how its answers are known, and what its words mean. */
export const twitch: Server = {
  id: 'twitch',
  name: 'Twitch',
  recognize: { host: /^(?:api|id)\.twitch\.tv$/ },
  signs: [
    {
      cause: 'credentials-missing',
      says: /oauth token is missing|client-id header is missing|must provide a valid client-id/i,
      source: 'https://dev.twitch.tv/docs/authentication/',
    },
    {
      cause: 'token-wrong-issuer',
      says: /client id and oauth token do not match/i,
      source: 'https://dev.twitch.tv/docs/authentication/',
    },
    {
      cause: 'scope-missing',
      says: /missing (?:required )?scope/i,
      source: 'https://dev.twitch.tv/docs/authentication/scopes/',
    },
  ],
};
