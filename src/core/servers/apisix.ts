import type { Server } from '../facts/sign.ts';

/** Apache APISIX: how its answers are known, and what its words mean. */
export const apisix: Server = {
  id: 'apisix',
  name: 'Apache APISIX',
  recognize: { headers: [['server', /^apisix/i]] },
  front: true,
  signs: [
    {
      cause: 'credentials-missing',
      says: /missing (?:api key|jwt token|authorization) (?:found )?in request|missing related consumer/i,
      source: 'https://apisix.apache.org/docs/apisix/plugins/key-auth/',
    },
    {
      cause: 'api-key-invalid',
      says: /invalid api key in request/i,
      source: 'https://apisix.apache.org/docs/apisix/plugins/key-auth/',
    },
    {
      cause: 'token-signature-invalid',
      says: /failed to verify jwt/i,
      source: 'https://apisix.apache.org/docs/apisix/plugins/jwt-auth/',
    },
    {
      cause: 'role-missing',
      says: /the consumer_name is forbidden/i,
      source: 'https://apisix.apache.org/docs/apisix/plugins/consumer-restriction/',
    },
  ],
};
