import type { Server } from '../facts/sign.ts';

/** Jenkins: how its answers are known, and what its words mean. */
export const jenkins: Server = {
  id: 'jenkins',
  name: 'Jenkins',
  recognize: { headers: [['x-jenkins'], ['x-hudson']] },
  signs: [
    {
      cause: 'csrf-failed',
      says: /no valid crumb/i,
      fix: 'Fetch a crumb from /crumbIssuer/api/json and send it, or use an API token',
      source: 'https://www.jenkins.io/doc/book/security/csrf-protection/',
    },
    {
      cause: 'credentials-missing',
      says: /anonymous is missing the/i,
      source: 'https://www.jenkins.io/doc/book/security/managing-security/',
    },
    {
      cause: 'role-missing',
      says: /is missing the .{1,60} permission/i,
      source: 'https://www.jenkins.io/doc/book/security/access-control/permissions/',
    },
    {
      cause: 'role-missing',
      header: { name: 'X-Required-Permission' },
      when: ['credentials'],
      source: 'https://www.jenkins.io/doc/book/security/access-control/permissions/',
    },
  ],
};
