import type { Server } from '../facts/sign.ts';

/** Dropbox: how its answers are known, and what its words mean. */
export const dropbox: Server = {
  id: 'dropbox',
  name: 'Dropbox',
  recognize: { host: /\.dropboxapi\.com$/ },
  signs: [
    {
      cause: 'token-expired',
      says: /expired_access_token/i,
      source: 'https://www.dropbox.com/developers/documentation/http/documentation',
    },
    {
      cause: 'scope-missing',
      says: /missing_scope|not permitted to access this endpoint/i,
      source: 'https://www.dropbox.com/developers/documentation/http/documentation',
    },
    {
      cause: 'account-blocked',
      says: /user_suspended/i,
      source: 'https://www.dropbox.com/developers/documentation/http/documentation',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /invalid_access_token/i,
      source: 'https://www.dropbox.com/developers/documentation/http/documentation',
    },
  ],
};
