import type { Server } from '../facts/sign.ts';

/** Okta: how its answers are known, and what its words mean. */
export const okta: Server = {
  id: 'okta',
  name: 'Okta',
  recognize: { host: /\.okta(?:preview|-emea)?\.com$/, headers: [['x-okta-request-id']] },
  signs: [
    {
      cause: 'scheme-mismatch',
      code: ['E0000011'],
      when: ['bearer'],
      credential: /^00[\w-]{38,42}$/,
      shows: 'the credential is an API token, which goes with the scheme SSWS',
      fix: 'Write SSWS in place of Bearer before an API token',
      source: 'https://developer.okta.com/docs/reference/core-okta-api/#authentication',
    },
    { cause: 'password-wrong', code: ['E0000004'], source: 'https://developer.okta.com/docs/reference/error-codes/' },
    { cause: 'session-expired', code: ['E0000005'], source: 'https://developer.okta.com/docs/reference/error-codes/' },
    {
      cause: 'role-missing',
      code: ['E0000006', 'E0000022'],
      source: 'https://developer.okta.com/docs/reference/error-codes/',
    },
    {
      cause: 'service-not-enabled',
      code: ['E0000015', 'E0000024'],
      source: 'https://developer.okta.com/docs/reference/error-codes/',
    },
    { cause: 'rate-limited', code: ['E0000047'], source: 'https://developer.okta.com/docs/reference/error-codes/' },
    {
      cause: 'account-blocked',
      code: ['E0000069', 'E0000119'],
      source: 'https://developer.okta.com/docs/reference/error-codes/',
    },
    {
      cause: 'scope-missing',
      says: /access token provided does not contain the required scopes/i,
      source: 'https://developer.okta.com/docs/guides/implement-oauth-for-okta/main/',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      code: ['E0000011'],
      source: 'https://developer.okta.com/docs/reference/error-codes/',
    },
  ],
};
