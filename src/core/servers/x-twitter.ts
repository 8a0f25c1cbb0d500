import type { Server } from '../facts/sign.ts';

/** X (Twitter): how its answers are known, and what its words mean. */
export const xTwitter: Server = {
  id: 'x-twitter',
  name: 'X (Twitter)',
  recognize: { host: /^api\.(?:twitter|x)\.com$/, headers: [['x-access-level'], ['server', /^tsa_/i]] },
  signs: [
    {
      cause: 'scope-missing',
      says: /oauth1 app permissions|client-not-enrolled-scopes|oauth1-permissions/i,
      shows: 'tokens keep the access level they were made with (x-access-level)',
      fix: 'Set the app to Read and write, then make access token and secret anew',
      source: 'https://docs.x.com/fundamentals/authentication/oauth-1-0a/api-key-and-secret',
    },
    {
      cause: 'token-wrong-type',
      says: /unsupported authentication|application-only is forbidden/i,
      source: 'https://docs.x.com/fundamentals/authentication/overview',
    },
    {
      cause: 'service-not-enabled',
      says: /client-not-enrolled|access level|client forbidden|attached to a project/i,
      source: 'https://docs.x.com/x-api/getting-started/about-x-api',
    },
    {
      cause: 'account-blocked',
      says: /account is (?:temporarily )?(?:locked|suspended)/i,
      source: 'https://docs.x.com/fundamentals/response-codes-and-errors',
    },
  ],
};
