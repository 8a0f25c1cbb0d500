import type { Server } from '../facts/sign.ts';

/** Zendesk: how its answers are known, and what its words mean. */
export const zendesk: Server = {
  id: 'zendesk',
  name: 'Zendesk',
  recognize: { host: /\.zendesk\.com$/ },
  signs: [
    {
      cause: 'password-wrong',
      says: /couldn't authenticate you/i,
      when: ['basic'],
      shows: 'with an API token the user name is the e-mail address followed by /token',
      source: 'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /couldn't authenticate you/i,
      when: ['credentials'],
      source: 'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
    },
  ],
};
