import type { Server } from '../facts/sign.ts';

/** Microsoft Graph: how its answers are known, and what its words mean. */
export const microsoftGraph: Server = {
  id: 'microsoft-graph',
  name: 'Microsoft Graph',
  recognize: {
    host: /^graph\.microsoft\.(?:com|us)$|^outlook\.office(?:365)?\.com$/,
    headers: [['x-ms-ags-diagnostic']],
  },
  signs: [
    {
      cause: 'token-wrong-audience',
      says: /invalid audience|audience validation failed/i,
      fix: 'Request the token for https://graph.microsoft.com/.default',
      source: 'https://learn.microsoft.com/graph/resolve-auth-errors',
    },
    {
      cause: 'token-expired',
      says: /lifetime validation failed|access token has expired/i,
      source: 'https://learn.microsoft.com/graph/resolve-auth-errors',
    },
    {
      cause: 'credentials-missing',
      says: /access token is empty/i,
      source: 'https://learn.microsoft.com/graph/resolve-auth-errors',
    },
    {
      cause: 'credentials-malformed',
      says: /compacttoken parsing failed|idx1\d{4}/i,
      source: 'https://learn.microsoft.com/graph/resolve-auth-errors',
    },
    {
      cause: 'scope-missing',
      code: ['Authorization_RequestDenied', 'ErrorAccessDenied', 'accessDenied', 'Forbidden'],
      when: ['scoped'],
      shows: 'the delegated permissions of the token do not cover this call',
      fix: 'Add the delegated permission that the call documents, and consent to it',
      source: 'https://learn.microsoft.com/graph/permissions-reference',
    },
    {
      cause: 'role-missing',
      code: ['Authorization_RequestDenied', 'ErrorAccessDenied', 'accessDenied', 'Forbidden'],
      shows: 'the app has no application permission for this call',
      fix: 'Add the application permission that the call documents, and grant admin consent',
      source: 'https://learn.microsoft.com/graph/permissions-reference',
    },
  ],
};
