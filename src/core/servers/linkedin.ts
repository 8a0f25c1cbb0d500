import type { Server } from '../facts/sign.ts';

/** LinkedIn: how its answers are known, and what its words mean. */
export const linkedin: Server = {
  id: 'linkedin',
  name: 'LinkedIn',
  recognize: { host: /^api\.linkedin\.com$/, headers: [['x-li-uuid'], ['x-li-fabric']] },
  signs: [
    {
      cause: 'scope-missing',
      says: /not enough permissions to access/i,
      shows: 'the products of the app do not include this call',
      fix: 'Call /v2/userinfo with openid profile email; other calls need their own product and scope',
      source: 'https://learn.microsoft.com/linkedin/shared/authentication/getting-access',
    },
    {
      cause: 'token-expired',
      code: ['EXPIRED_ACCESS_TOKEN'],
      source: 'https://learn.microsoft.com/linkedin/shared/api-guide/concepts/error-handling',
    },
    {
      cause: 'token-revoked',
      code: ['REVOKED_ACCESS_TOKEN'],
      source: 'https://learn.microsoft.com/linkedin/shared/api-guide/concepts/error-handling',
    },
  ],
};
