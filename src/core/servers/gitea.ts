import type { Server } from '../facts/sign.ts';

/** Gitea or Forgejo: how its answers are known, and what its words mean. */
export const gitea: Server = {
  id: 'gitea',
  name: 'Gitea or Forgejo',
  recognize: { body: /"url":"https?:\/\/[^"]{1,200}\/api\/swagger"/, cookie: /i_like_gitea|i_like_forgejo/ },
  signs: [
    {
      cause: 'scope-missing',
      says: /required scope/i,
      fix: 'Create a token that has the scope in brackets',
      source: 'https://docs.gitea.com/development/oauth2-provider#scopes',
    },
    {
      cause: 'credentials-missing',
      says: /only signed in user is allowed|token is required/i,
      source: 'https://docs.gitea.com/administration/config-cheat-sheet#service-service',
    },
  ],
};
