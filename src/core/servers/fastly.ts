import type { Server } from '../facts/sign.ts';

/** Fastly: how its answers are known, and what its words mean. */
export const fastly: Server = {
  id: 'fastly',
  name: 'Fastly',
  recognize: { host: /^api\.fastly\.com$/, headers: [['fastly-ratelimit-remaining']] },
  signs: [
    {
      cause: 'scheme-mismatch',
      says: /credentials are missing or invalid/i,
      when: ['bearer'],
      shows: 'the token is read from Fastly-Key, not from Authorization',
      fix: 'Send the token in the header Fastly-Key',
      source: 'https://www.fastly.com/documentation/reference/api/#authentication',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /credentials are missing or invalid/i,
      when: ['key-header'],
      source: 'https://www.fastly.com/documentation/reference/api/#authentication',
    },
  ],
};
