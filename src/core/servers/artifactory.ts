import type { Server } from '../facts/sign.ts';

/** Artifactory: how its answers are known, and what its words mean. */
export const artifactory: Server = {
  id: 'artifactory',
  name: 'Artifactory',
  recognize: { headers: [['x-artifactory-id'], ['x-jfrog-version'], ['server', /^artifactory/i]] },
  signs: [
    {
      cause: 'token-expired',
      says: /token failed verification: expired/i,
      fix: 'Create a new access token',
      source: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
    },
    {
      cause: 'token-revoked',
      says: /token failed verification: revoked/i,
      source: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /token failed verification|bad props auth token|wrong username was used/i,
      source: 'https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens',
    },
  ],
};
