import type { Server } from '../facts/sign.ts';

/** PyPI: how its answers are known, and what its words mean. */
export const pypi: Server = {
  id: 'pypi',
  name: 'PyPI',
  recognize: { host: /(?:^|\.)pypi\.org$/ },
  signs: [
    {
      cause: 'scheme-mismatch',
      says: /username\/password authentication is no longer supported/i,
      shows: 'uploads take API tokens and trusted publishers only',
      fix: 'Use the user name __token__ with an API token, or trusted publishing',
      source: 'https://pypi.org/help/#apitoken',
    },
    {
      cause: 'scope-missing',
      says: /not allowed to upload to project|isn't allowed to upload/i,
      source: 'https://pypi.org/help/#project-name',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /invalid (?:or non-existent )?(?:api token|authentication)/i,
      source: 'https://pypi.org/help/#invalid-auth',
    },
  ],
};
