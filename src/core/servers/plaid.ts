import type { Server } from '../facts/sign.ts';

/** Plaid: how its answers are known, and what its words mean. */
export const plaid: Server = {
  id: 'plaid',
  name: 'Plaid',
  recognize: { host: /\.plaid\.com$/ },
  signs: [
    { cause: 'client-invalid', code: ['INVALID_API_KEYS'], source: 'https://plaid.com/docs/errors/invalid-input/' },
    { cause: 'step-up-required', code: ['ITEM_LOGIN_REQUIRED'], source: 'https://plaid.com/docs/errors/item/' },
    {
      cause: 'service-not-enabled',
      code: ['INVALID_PRODUCT', 'PRODUCTS_NOT_SUPPORTED', 'UNAUTHORIZED_ENVIRONMENT'],
      source: 'https://plaid.com/docs/errors/invalid-request/',
    },
  ],
};
