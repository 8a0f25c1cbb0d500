import type { Server } from '../facts/sign.ts';

/** Apache: how its answers are known, and what its words mean. */
export const apache: Server = {
  id: 'apache',
  name: 'Apache',
  recognize: { headers: [['server', /^apache/i]] },
  front: true,
  signs: [
    {
      cause: 'policy-denied',
      status: [403],
      path: /\/\.ht[^/]*$/i,
      shows: 'Apache never serves files whose names begin with .ht',
      fix: 'Leave it: files that begin with .ht are never served',
      source: 'https://httpd.apache.org/docs/2.4/howto/htaccess.html',
    },
    {
      cause: 'file-permission',
      certainty: 'possible',
      status: [403],
      when: ['page', 'anonymous'],
      method: /^(?:GET|HEAD)$/i,
      shows: 'Apache writes this page itself: a Require rule, a file it may not read, or a folder without index',
      source: 'https://cwiki.apache.org/confluence/display/HTTPD/ClientDeniedByServerConfiguration',
    },
    {
      cause: 'file-permission',
      says: /server unable to read htaccess file/i,
      shows: 'a folder above is not readable for Apache',
      source: 'https://cwiki.apache.org/confluence/display/HTTPD/13PermissionDenied',
    },
  ],
};
