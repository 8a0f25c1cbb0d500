import type { Server } from '../facts/sign.ts';

/** Directus: how its answers are known, and what its words mean. */
export const directus: Server = {
  id: 'directus',
  name: 'Directus',
  recognize: { headers: [['x-powered-by', /^directus/i]] },
  signs: [
    {
      cause: 'token-expired',
      code: ['TOKEN_EXPIRED'],
      fix: 'Renew it with POST /auth/refresh',
      source: 'https://directus.io/docs/api/authentication',
    },
    {
      cause: 'password-wrong',
      code: ['INVALID_CREDENTIALS'],
      when: ['login'],
      source: 'https://directus.io/docs/api/authentication',
    },
    {
      cause: 'role-missing',
      code: ['FORBIDDEN'],
      when: ['credentials'],
      shows: 'Directus says this for missing collections as well',
      fix: 'Check the name of the collection, then grant the action in a policy of the role',
      source: 'https://directus.io/docs/guides/auth/access-control',
    },
  ],
};
