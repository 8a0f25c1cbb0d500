import type { Server } from '../facts/sign.ts';

/** Authelia: how its answers are known, and what its words mean. */
export const authelia: Server = {
  id: 'authelia',
  name: 'Authelia',
  recognize: { cookie: /authelia_session/ },
  front: true,
  signs: [
    {
      cause: 'policy-denied',
      certainty: 'likely',
      status: [403],
      when: ['cookie'],
      shows: 'the session is good, and access_control denies this domain or subject',
      fix: 'Add a rule to access_control that allows this user and domain',
      source: 'https://www.authelia.com/configuration/security/access-control/',
    },
  ],
};
