import type { Server } from '../facts/sign.ts';

/** Stripe: how its answers are known, and what its words mean. */
export const stripe: Server = {
  id: 'stripe',
  name: 'Stripe',
  recognize: {
    host: /(?:^|\.)stripe\.com$/,
    headers: [['stripe-version'], ['x-stripe-routing-context-priority-tier']],
    challenge: /realm=stripe/i,
  },
  signs: [
    {
      cause: 'token-wrong-type',
      code: ['secret_key_required'],
      shows: 'a publishable key (pk_) is for browsers; this call wants a secret key (sk_)',
      fix: 'Use the secret key (sk_) on the server',
      source: 'https://docs.stripe.com/keys',
    },
    {
      cause: 'scope-missing',
      says: /does not have the required permissions/i,
      fix: 'Edit the restricted key and add the permission the answer names',
      source: 'https://docs.stripe.com/keys#limit-access',
    },
    {
      cause: 'api-key-invalid',
      says: /invalid api key provided|api_key_expired|expired api key/i,
      source: 'https://docs.stripe.com/error-codes',
    },
    {
      cause: 'token-wrong-issuer',
      code: ['livemode_mismatch', 'testmode_charges_only'],
      source: 'https://docs.stripe.com/error-codes',
    },
    {
      cause: 'request-signature-invalid',
      says: /no signatures found matching/i,
      fix: 'Use the signing secret of this endpoint, and the raw body',
      source: 'https://docs.stripe.com/webhooks/signature',
    },
  ],
};
