import type { Server } from '../facts/sign.ts';

/** ZITADEL: how its answers are known, and what its words mean. */
export const zitadel: Server = {
  id: 'zitadel',
  name: 'ZITADEL',
  recognize: { headers: [['grpc-metadata-content-type']], body: /zitadel\.v1\./ },
  signs: [
    {
      cause: 'token-wrong-audience',
      says: /invalid audience|APP-Zxfako/,
      fix: 'Ask for the scope urn:zitadel:iam:org:project:id:zitadel:aud',
      source: 'https://zitadel.com/docs/apis/openidoauth/scopes',
    },
    {
      cause: 'role-missing',
      says: /No matching permissions found|AUTH-5mWD2/i,
      source: 'https://zitadel.com/docs/guides/manage/console/managers',
    },
  ],
};
