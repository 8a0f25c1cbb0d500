import type { Server } from '../facts/sign.ts';

/** Tyk: how its answers are known, and what its words mean. */
export const tyk: Server = {
  id: 'tyk',
  name: 'Tyk',
  recognize: { headers: [['x-generator', /tyk/i]] },
  front: true,
  signs: [
    {
      cause: 'token-expired',
      says: /key has expired, please renew/i,
      shows: 'the key’s own expiry in the gateway is over',
      fix: 'Issue a new key, or set a later expiry on this one',
      source: 'https://tyk.io/docs/api-management/troubleshooting-debugging/',
    },
    {
      cause: 'credentials-missing',
      says: /authorization field missing/i,
      source: 'https://tyk.io/docs/api-management/troubleshooting-debugging/',
    },
    {
      cause: 'api-key-invalid',
      says: /key not authori[sz]ed|access to this api has been disallowed/i,
      source: 'https://tyk.io/docs/api-management/troubleshooting-debugging/',
    },
  ],
};
