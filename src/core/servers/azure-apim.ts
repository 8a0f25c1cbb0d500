import type { Server } from '../facts/sign.ts';

/** Azure API Management: how its answers are known, and what its words mean. */
export const azureApim: Server = {
  id: 'azure-apim',
  name: 'Azure API Management',
  recognize: { host: /\.azure-api\.net$/, challenge: /azureapimanagementkey/i, headers: [['ocp-apim-trace-location']] },
  signs: [
    {
      cause: 'api-key-invalid',
      says: /invalid subscription key/i,
      shows: 'the key is wrong, or its subscription is not active',
      source: 'https://learn.microsoft.com/azure/api-management/api-management-subscriptions',
    },
    { cause: 'network-blocked', says: /\bip.{0,40}(?:blocked|not allowed)/i },
    {
      cause: 'rate-limited',
      says: /rate limit is exceeded|out of call volume quota/i,
      source: 'https://learn.microsoft.com/azure/api-management/rate-limit-policy',
    },
  ],
};
