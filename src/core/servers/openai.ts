import type { Server } from '../facts/sign.ts';

/** OpenAI: how its answers are known, and what its words mean. */
export const openai: Server = {
  id: 'openai',
  name: 'OpenAI',
  recognize: { host: /^api\.openai\.com$/, headers: [['openai-version'], ['openai-organization']] },
  signs: [
    {
      cause: 'api-key-invalid',
      code: ['invalid_api_key', 'account_deactivated'],
      source: 'https://platform.openai.com/docs/guides/error-codes',
    },
    {
      cause: 'network-blocked',
      code: ['unsupported_country_region_territory', 'ip_not_authorized'],
      source: 'https://platform.openai.com/docs/supported-countries',
    },
    {
      cause: 'rate-limited',
      code: ['insufficient_quota', 'rate_limit_exceeded'],
      source: 'https://platform.openai.com/docs/guides/error-codes',
    },
    {
      cause: 'scope-missing',
      says: /missing scopes: |insufficient permissions for this operation/i,
      source: 'https://platform.openai.com/docs/api-reference/authentication',
    },
    {
      cause: 'service-not-enabled',
      says: /does not have access to model|must be verified to use/i,
      source: 'https://platform.openai.com/docs/guides/error-codes',
    },
    {
      cause: 'role-missing',
      says: /must be a member of an organization|mismatched_organization/i,
      source: 'https://platform.openai.com/docs/guides/error-codes',
    },
  ],
};
