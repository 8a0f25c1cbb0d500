import type { Server } from '../facts/sign.ts';

/** Atlassian: how its answers are known, and what its words mean. */
export const atlassian: Server = {
  id: 'atlassian',
  name: 'Atlassian',
  recognize: {
    headers: [['x-seraph-loginreason'], ['x-arequestid'], ['atl-traceid']],
    host: /\.atlassian\.(?:net|com)$/,
  },
  signs: [
    {
      cause: 'account-blocked',
      header: { name: 'X-Seraph-LoginReason', matches: /AUTHENTICATION_DENIED/ },
      shows: 'too many failed attempts: a CAPTCHA must be solved in the browser first',
      fix: 'Sign in once in a browser and solve the CAPTCHA',
      source: 'https://developer.atlassian.com/server/jira/platform/basic-authentication/',
    },
    {
      cause: 'password-wrong',
      header: { name: 'X-Seraph-LoginReason', matches: /AUTHENTICATED_FAILED/ },
      source: 'https://developer.atlassian.com/server/jira/platform/basic-authentication/',
    },
    {
      cause: 'csrf-failed',
      says: /xsrf check failed/i,
      fix: 'Send X-Atlassian-Token: no-check',
      source: 'https://confluence.atlassian.com/cloudkb/xsrf-check-failed-when-calling-cloud-apis-826874382.html',
    },
    {
      cause: 'scope-missing',
      says: /scope does not match/i,
      source: 'https://developer.atlassian.com/cloud/jira/platform/scopes-for-oauth-2-3LO-and-forge-apps/',
    },
    {
      cause: 'password-wrong',
      when: ['basic'],
      says: /basic authentication with passwords is deprecated|client must be authenticated to access/i,
      shows: 'a password does not count any more: an API token stands in its place',
      source: 'https://developer.atlassian.com/cloud/jira/platform/basic-auth-for-rest-apis/',
    },
  ],
};
