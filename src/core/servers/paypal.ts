import type { Server } from '../facts/sign.ts';

/** PayPal: how its answers are known, and what its words mean. */
export const paypal: Server = {
  id: 'paypal',
  name: 'PayPal',
  recognize: { host: /\.paypal\.com$/, headers: [['paypal-debug-id']] },
  signs: [
    {
      cause: 'client-invalid',
      says: /client authentication failed/i,
      source: 'https://developer.paypal.com/api/rest/authentication/',
    },
    {
      cause: 'scope-missing',
      code: ['NOT_AUTHORIZED', 'PERMISSION_DENIED'],
      source: 'https://developer.paypal.com/api/rest/responses/',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /token signature verification failed|invalid_token|authentication failed/i,
      source: 'https://developer.paypal.com/api/rest/responses/',
    },
  ],
};
