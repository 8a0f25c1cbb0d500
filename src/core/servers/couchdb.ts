import type { Server } from '../facts/sign.ts';

/** CouchDB: how its answers are known, and what its words mean. */
export const couchdb: Server = {
  id: 'couchdb',
  name: 'CouchDB',
  recognize: { headers: [['server', /^couchdb/i], ['x-couch-request-id']] },
  signs: [
    {
      cause: 'role-missing',
      says: /not allowed to access this db|not a (?:db or )?server admin/i,
      shows: 'the user is not among the members of the database',
      fix: 'Add the user or a role to members in _security of the database',
      source: 'https://docs.couchdb.org/en/stable/api/database/security.html',
    },
    {
      cause: 'password-wrong',
      says: /name or password is incorrect/i,
      source: 'https://docs.couchdb.org/en/stable/api/server/authn.html',
    },
    {
      cause: 'account-blocked',
      says: /account is temporarily locked/i,
      source: 'https://docs.couchdb.org/en/stable/config/auth.html',
    },
  ],
};
