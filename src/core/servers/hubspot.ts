import type { Server } from '../facts/sign.ts';

/** HubSpot: how its answers are known, and what its words mean. */
export const hubspot: Server = {
  id: 'hubspot',
  name: 'HubSpot',
  recognize: { host: /^api\.hub(?:api|spot)\.com$/, headers: [['x-hubspot-correlation-id']] },
  signs: [
    {
      cause: 'scope-missing',
      code: ['MISSING_SCOPES'],
      fix: 'Grant the scope this endpoint’s page names to the app',
      source: 'https://developers.hubspot.com/docs/guides/apps/authentication/scopes',
    },
    {
      cause: 'scheme-mismatch',
      says: /authentication credentials not found/i,
      when: ['key-query'],
      shows: 'API keys in the query (hapikey) were switched off in November 2022',
      fix: 'Send a private app token in Authorization: Bearer, in place of hapikey',
      source: 'https://developers.hubspot.com/changelog/upcoming-api-key-sunset',
    },
    {
      cause: 'token-expired',
      code: ['EXPIRED_AUTHENTICATION'],
      source: 'https://developers.hubspot.com/docs/api/error-handling',
    },
  ],
};
