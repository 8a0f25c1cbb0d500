import type { Server } from '../facts/sign.ts';

/** Harbor: how its answers are known, and what its words mean. */
export const harbor: Server = {
  id: 'harbor',
  name: 'Harbor',
  recognize: {
    body: /unauthorized to access repository|CSRF token not found in request/,
    headers: [['x-harbor-csrf-token']],
    challenge: /harbor-registry/,
  },
  signs: [
    {
      cause: 'csrf-failed',
      says: /csrf token/i,
      shows: 'a session cookie makes Harbor treat the call as a browser’s',
      fix: 'Send no cookies together with Basic, or add X-Harbor-CSRF-Token',
      source: 'https://goharbor.io/docs/',
    },
    {
      cause: 'role-missing',
      says: /unauthorized to access repository|forbidden/i,
      when: ['credentials'],
      source: 'https://goharbor.io/docs/latest/administration/managing-users/user-permissions-by-role/',
    },
  ],
};
