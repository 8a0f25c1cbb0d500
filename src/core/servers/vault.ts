import type { Server } from '../facts/sign.ts';

/** Vault: how its answers are known, and what its words mean. */
export const vault: Server = {
  id: 'vault',
  name: 'Vault',
  recognize: {
    sends: /^x-vault-(?:token|request|namespace)$/,
    body: /^\{"errors":\s?\["(?:1 error occurred|permission denied|missing client token|claim |preflight|wrapping token|invalid role)/,
  },
  signs: [
    {
      cause: 'token-revoked',
      says: /wrapping token is not valid or does not exist/i,
      shows: 'a wrapping token can be opened once',
      fix: 'Ask for a newly wrapped secret',
      source: 'https://developer.hashicorp.com/vault/docs/concepts/response-wrapping',
    },
    {
      cause: 'credentials-missing',
      says: /missing client token/i,
      source: 'https://developer.hashicorp.com/vault/docs/concepts/auth',
    },
    {
      cause: 'role-missing',
      says: /preflight capability check returned 403|permission denied/i,
      when: ['key-header'],
      shows: 'no policy of the token covers this path (for KV version 2 the API path has data/ in it)',
      fix: 'Add the API path to a policy of the token (KV version 2: mount/data/…)',
      source: 'https://developer.hashicorp.com/vault/docs/concepts/policies',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /bad token|invalid token/i,
      source: 'https://developer.hashicorp.com/vault/docs/concepts/tokens',
    },
    {
      cause: 'password-wrong',
      says: /invalid (?:role or secret id|secret id|username or password)/i,
      source: 'https://developer.hashicorp.com/vault/docs/auth/approle',
    },
  ],
};
