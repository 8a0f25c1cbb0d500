import type { Server } from '../facts/sign.ts';

/** Facebook: how its answers are known, and what its words mean. */
export const facebook: Server = {
  id: 'facebook',
  name: 'Facebook',
  recognize: { host: /^graph\.(?:facebook|instagram)\.com$/, headers: [['x-fb-trace-id'], ['facebook-api-version']] },
  signs: [
    {
      cause: 'token-revoked',
      says: /session has been invalidated|changed their password|not authorized application|user has not authorized/i,
      shows: 'subcode 460 or 458: password changed, or the app removed',
      fix: 'Let the user log in again',
      source: 'https://developers.facebook.com/docs/graph-api/guides/error-handling',
    },
    {
      cause: 'token-expired',
      says: /session has expired on|error_subcode.{0,4}463/i,
      source: 'https://developers.facebook.com/docs/graph-api/guides/error-handling',
    },
    {
      cause: 'token-wrong-type',
      says: /must be called with an? (?:app|page|user)|page access token/i,
      source: 'https://developers.facebook.com/docs/facebook-login/guides/access-tokens',
    },
    {
      cause: 'scope-missing',
      says: /requires .{1,80} permission|\(#(?:10|200)\)|missing permission/i,
      source: 'https://developers.facebook.com/docs/permissions',
    },
    {
      cause: 'request-signature-invalid',
      says: /appsecret_proof/i,
      source: 'https://developers.facebook.com/docs/facebook-login/security#appsecret',
    },
  ],
};
