import type { Server } from '../facts/sign.ts';

/** Shopify: how its answers are known, and what its words mean. */
export const shopify: Server = {
  id: 'shopify',
  name: 'Shopify',
  recognize: { host: /\.myshopify\.com$/, headers: [['x-shopid'], ['x-sorting-hat-shopid']] },
  signs: [
    {
      cause: 'token-wrong-type',
      credential: /^shp(?:ss|ca)_/,
      status: [401, 403],
      shows: 'shpss_ is the secret of the app, no access token',
      fix: 'Send the Admin API access token (shpat_)',
      source: 'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens',
    },
    {
      cause: 'scope-missing',
      says: /requires merchant approval for|access denied for .{1,60} field|required access: /i,
      source: 'https://shopify.dev/docs/api/usage/access-scopes',
    },
    {
      cause: 'token-invalid',
      says: /invalid api key or access token/i,
      shows: 'the token is unknown to this shop',
      source: 'https://shopify.dev/docs/api/usage/response-codes',
    },
    {
      cause: 'service-not-enabled',
      says: /unavailable shop|shop is (?:frozen|locked)/i,
      source: 'https://shopify.dev/docs/api/usage/response-codes',
    },
  ],
};
