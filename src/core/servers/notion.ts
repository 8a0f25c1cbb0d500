import type { Server } from '../facts/sign.ts';

/** Notion: how its answers are known, and what its words mean. */
export const notion: Server = {
  id: 'notion',
  name: 'Notion',
  recognize: { host: /^api\.notion\.com$/, headers: [['x-notion-request-id']] },
  signs: [
    {
      cause: 'token-wrong-type',
      credential: /^v0[0-9](?:%3A|:)/i,
      status: [401],
      shows: 'token_v2 is the cookie of the browser, no integration secret',
      fix: 'Create an integration and send its secret (ntn_ or secret_)',
      source: 'https://developers.notion.com/docs/authorization',
    },
    {
      cause: 'role-missing',
      code: ['restricted_resource', 'object_not_found'],
      shows: 'the page is not shared with the integration',
      source: 'https://developers.notion.com/reference/status-codes',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /api token is invalid/i,
      source: 'https://developers.notion.com/reference/status-codes',
    },
  ],
};
