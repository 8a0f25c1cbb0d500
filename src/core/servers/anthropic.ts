import type { Server } from '../facts/sign.ts';

/** Anthropic: how its answers are known, and what its words mean. */
export const anthropic: Server = {
  id: 'anthropic',
  name: 'Anthropic',
  recognize: { host: /^api\.anthropic\.com$/ },
  signs: [
    {
      cause: 'network-blocked',
      status: [403],
      says: /request not allowed/i,
      noHeader: 'request-id',
      shows: 'the edge refused the place the call comes from; the key was not looked at',
      fix: 'Call from a supported region',
      source: 'https://docs.anthropic.com/en/api/supported-regions',
    },
    {
      cause: 'api-key-invalid',
      says: /invalid x-api-key|invalid bearer token/i,
      source: 'https://docs.anthropic.com/en/api/errors',
    },
    { cause: 'role-missing', code: ['permission_error'], source: 'https://docs.anthropic.com/en/api/errors' },
  ],
};
