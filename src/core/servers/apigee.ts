import type { Server } from '../facts/sign.ts';

const source = 'https://cloud.google.com/apigee/docs/api-platform/troubleshoot/playbooks';

/** Apigee: how its faults are known, and what their codes mean. */
export const apigee: Server = {
  id: 'apigee',
  name: 'Apigee',
  recognize: { body: /"fault"\s{0,5}:\s{0,5}\{\s{0,20}"faultstring"/ },
  front: true,
  signs: [
    {
      cause: 'service-not-enabled',
      code: [
        'keymanagement.service.InvalidAPICallAsNoApiProductMatchFound',
        'oauth.v2.InvalidAPICallAsNoApiProductMatchFound',
      ],
      shows: 'no API product of this key or token has this path',
      fix: 'Add the path, environment and proxy to an API product that the app has',
      source,
    },
    {
      cause: 'credentials-missing',
      code: ['steps.oauth.v2.FailedToResolveAPIKey', 'steps.oauth.v2.FailedToResolveAccessToken'],
      when: ['no-key'],
      source,
    },
    {
      cause: 'api-key-invalid',
      code: [
        'oauth.v2.InvalidApiKey',
        'keymanagement.service.invalid_client-invalid_client_id',
        'oauth.v2.InvalidApiKeyForGivenResource',
      ],
      source,
    },
    { cause: 'token-expired', code: ['keymanagement.service.access_token_expired'], source },
    {
      cause: 'scope-missing',
      code: ['steps.oauth.v2.InsufficientScope', 'keymanagement.service.InsufficientScope'],
      source,
    },
    { cause: 'network-blocked', code: ['accesscontrol.IPDeniedAccess'], source },
  ],
};
