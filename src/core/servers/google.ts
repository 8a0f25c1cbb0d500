import type { Server } from '../facts/sign.ts';

/** Google APIs: how its answers are known, and what its words mean. */
export const google: Server = {
  id: 'google',
  name: 'Google APIs',
  recognize: {
    host: /(?:^|\.)googleapis\.com$|^accounts\.google\.com$/,
    headers: [['server', /^ESF$|^scaffolding on httpserver2/i]],
  },
  signs: [
    {
      cause: 'origin-not-allowed',
      code: ['API_KEY_HTTP_REFERRER_BLOCKED', 'API_KEY_ANDROID_APP_BLOCKED', 'API_KEY_IOS_APP_BLOCKED'],
      shows: 'the key is restricted to other sites or apps',
      fix: 'Add this site or app to the restrictions of the API key',
      source: 'https://cloud.google.com/docs/authentication/api-keys',
    },
    {
      cause: 'network-blocked',
      code: ['API_KEY_IP_ADDRESS_BLOCKED'],
      shows: 'the key is restricted to other addresses',
      fix: 'Add the outgoing address to the restrictions of the API key',
      source: 'https://cloud.google.com/docs/authentication/api-keys',
    },
    {
      cause: 'scope-missing',
      code: ['API_KEY_SERVICE_BLOCKED'],
      shows: 'the key is restricted to other APIs',
      fix: 'Add this API to the API restrictions of the key',
      source: 'https://cloud.google.com/docs/authentication/api-keys',
    },
    {
      cause: 'api-key-invalid',
      code: ['API_KEY_INVALID', 'keyInvalid', 'keyExpired', 'API_KEY_EXPIRED'],
      source: 'https://cloud.google.com/docs/authentication/api-keys',
    },
    {
      cause: 'service-not-enabled',
      code: ['SERVICE_DISABLED', 'accessNotConfigured', 'BILLING_DISABLED', 'CONSUMER_INVALID', 'USER_PROJECT_DENIED'],
      source: 'https://cloud.google.com/apis/docs/getting-started',
    },
    {
      cause: 'scope-missing',
      code: ['ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'insufficientScopes'],
      source: 'https://developers.google.com/identity/protocols/oauth2/scopes',
    },
    {
      cause: 'scope-missing',
      says: /request had insufficient authentication scopes|insufficient permission: request had/i,
      source: 'https://developers.google.com/identity/protocols/oauth2/scopes',
    },
    {
      cause: 'policy-denied',
      code: ['SECURITY_POLICY_VIOLATED', 'ORG_RESTRICTION_VIOLATION', 'domainPolicy'],
      source: 'https://cloud.google.com/vpc-service-controls/docs/troubleshooting',
    },
    {
      cause: 'account-blocked',
      code: ['ACCOUNT_STATE_INVALID', 'CONSUMER_SUSPENDED'],
      source: 'https://cloud.google.com/apis/design/errors',
    },
    {
      cause: 'token-wrong-type',
      code: ['ACCESS_TOKEN_TYPE_UNSUPPORTED'],
      source: 'https://cloud.google.com/apis/design/errors',
    },
    {
      cause: 'rate-limited',
      code: [
        'RATE_LIMIT_EXCEEDED',
        'rateLimitExceeded',
        'userRateLimitExceeded',
        'dailyLimitExceeded',
        'quotaExceeded',
        'RESOURCE_EXHAUSTED',
      ],
      source: 'https://cloud.google.com/apis/design/errors',
    },
    {
      cause: 'clock-skew',
      says: /reasonable timeframe/i,
      shows: 'iat or exp of the assertion does not fit Google’s clock',
      source: 'https://developers.google.com/identity/protocols/oauth2/service-account#error-codes',
    },
    {
      cause: 'token-signature-invalid',
      says: /invalid jwt signature/i,
      source: 'https://developers.google.com/identity/protocols/oauth2/service-account#error-codes',
    },
    {
      cause: 'credentials-missing',
      says: /login required|missing required authentication credential|method doesn't allow unregistered callers/i,
      source: 'https://developers.google.com/identity/protocols/oauth2',
    },
    {
      cause: 'role-missing',
      code: ['IAM_PERMISSION_DENIED', 'insufficientPermissions', 'insufficientFilePermissions'],
      source: 'https://cloud.google.com/iam/docs/permission-error-messages',
    },
    {
      cause: 'role-missing',
      says: /missing or insufficient permissions/i,
      shows: 'a security rule of the database does not allow it',
      source: 'https://firebase.google.com/docs/firestore/security/get-started',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      code: ['authError', 'ACCESS_TOKEN_EXPIRED', 'UNAUTHENTICATED'],
      when: ['credentials'],
      source: 'https://developers.google.com/identity/protocols/oauth2',
    },
  ],
};
