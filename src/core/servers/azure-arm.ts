import type { Server } from '../facts/sign.ts';

/** Azure Resource Manager: how its answers are known, and what its words mean. */
export const azureArm: Server = {
  id: 'azure-arm',
  name: 'Azure Resource Manager',
  recognize: { host: /^management\.(?:azure\.com|core\.windows\.net)$/, headers: [['x-ms-failure-cause']] },
  signs: [
    {
      cause: 'token-wrong-issuer',
      code: ['InvalidAuthenticationTokenTenant'],
      shows: 'the token is of another tenant than the subscription',
      fix: 'Get the token from the tenant of the subscription (az login --tenant)',
      source: 'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
    },
    {
      cause: 'token-wrong-audience',
      code: ['InvalidAuthenticationTokenAudience'],
      source: 'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
    },
    {
      cause: 'token-expired',
      code: ['ExpiredAuthenticationToken'],
      source: 'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
    },
    {
      cause: 'policy-denied',
      code: ['RequestDisallowedByPolicy', 'ScopeLocked', 'DenyAssignmentAuthorizationFailed'],
      source:
        'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-policy-requestdisallowedbypolicy',
    },
    {
      cause: 'service-not-enabled',
      code: ['MissingSubscriptionRegistration', 'SubscriptionNotRegistered', 'NoRegisteredProviderFound'],
      source:
        'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider',
    },
    {
      cause: 'account-blocked',
      code: ['ReadOnlyDisabledSubscription', 'DisabledSubscription', 'SubscriptionNotFound'],
      source: 'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
    },
    {
      cause: 'role-missing',
      code: ['AuthorizationFailed', 'LinkedAuthorizationFailed', 'RoleAssignmentUpdateNotPermitted'],
      shows: 'no role assignment of this principal allows the action at this scope',
      source: 'https://learn.microsoft.com/azure/role-based-access-control/troubleshooting',
    },
  ],
};
