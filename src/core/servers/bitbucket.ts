import type { Server } from '../facts/sign.ts';

/** Bitbucket: how its answers are known, and what its words mean. */
export const bitbucket: Server = {
  id: 'bitbucket',
  name: 'Bitbucket',
  recognize: {
    host: /(?:^|\.)bitbucket\.org$/,
    headers: [['server', /^atlassianedge/i]],
    challenge: /bitbucket\.org http/i,
  },
  signs: [
    {
      cause: 'scope-missing',
      says: /lack one or more required privilege scopes/i,
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/api-token-permissions/',
    },
    {
      cause: 'token-invalid',
      says: /token is invalid, expired, or not supported/i,
      when: ['basic'],
      shows: 'user and token do not fit: an API token goes with the account’s e-mail address',
      fix: 'Use the e-mail address of the Atlassian account as user name with an API token',
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/using-api-tokens/',
    },
    {
      cause: 'network-blocked',
      says: /ip (?:address )?(?:is )?not (?:whitelisted|allowlisted|allowed)|access control/i,
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/control-access-to-your-private-content/',
    },
  ],
};
