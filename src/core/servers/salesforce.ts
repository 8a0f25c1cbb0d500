import type { Server } from '../facts/sign.ts';

/** Salesforce: how its answers are known, and what its words mean. */
export const salesforce: Server = {
  id: 'salesforce',
  name: 'Salesforce',
  recognize: {
    host: /\.(?:salesforce|force)\.com$/,
    body: /"errorCode":"(?:INVALID_SESSION_ID|INSUFFICIENT_ACCESS|API_DISABLED_FOR_ORG)/,
  },
  signs: [
    {
      cause: 'scheme-mismatch',
      code: ['INVALID_SESSION_ID'],
      when: ['key-query', 'no-authorization'],
      shows: 'the token in the URL is not read',
      fix: 'Send the token in Authorization: Bearer',
      source:
        'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_oauth_and_connected_apps.htm',
    },
    {
      cause: 'session-expired',
      code: ['INVALID_SESSION_ID'],
      source: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm',
    },
    {
      cause: 'service-not-enabled',
      code: ['API_DISABLED_FOR_ORG', 'API_CURRENTLY_DISABLED'],
      source: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm',
    },
    {
      cause: 'rate-limited',
      code: ['REQUEST_LIMIT_EXCEEDED'],
      source: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm',
    },
    {
      cause: 'network-blocked',
      says: /ip restricted|ip_restricted|login_must_use_security_token/i,
      source: 'https://help.salesforce.com/s/articleView?id=sf.remoteaccess_request_manage.htm',
    },
    {
      cause: 'role-missing',
      code: ['INSUFFICIENT_ACCESS', 'INSUFFICIENT_ACCESS_OR_READONLY', 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY'],
      source: 'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm',
    },
  ],
};
