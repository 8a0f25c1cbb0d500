import type { Server } from '../facts/sign.ts';

/** SharePoint Online: how its answers are known, and what its words mean. */
export const sharepoint: Server = {
  id: 'sharepoint',
  name: 'SharePoint Online',
  recognize: { headers: [['microsoftsharepointteamservices'], ['sprequestguid']], host: /\.sharepoint\.com$/ },
  signs: [
    {
      cause: 'token-wrong-audience',
      says: /invalid issuer or signature|audience uri validation failed/i,
      when: ['jwt'],
      shows: 'SharePoint says so of tokens for another API, such as Graph',
      fix: 'Request the token for https://TENANT.sharepoint.com/.default',
      source: 'https://learn.microsoft.com/sharepoint/dev/solution-guidance/security-apponly-azuread',
    },
    {
      cause: 'token-wrong-type',
      says: /unsupported app only token/i,
      shows: 'app-only access wants a certificate, not a client secret',
      source: 'https://learn.microsoft.com/sharepoint/dev/solution-guidance/security-apponly-azuread',
    },
    {
      cause: 'policy-denied',
      says: /access denied.{0,40}polic|AccessDeniedUnmanagedDevice/i,
      source: 'https://learn.microsoft.com/sharepoint/control-access-from-unmanaged-devices',
    },
  ],
};
