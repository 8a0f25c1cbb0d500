import type { Server } from '../facts/sign.ts';

/** Azure Storage: how its answers are known, and what its words mean. */
export const azureStorage: Server = {
  id: 'azure-storage',
  name: 'Azure Storage',
  recognize: {
    headers: [['server', /^windows-azure-(?:blob|queue|table|file)/i], ['x-ms-error-code']],
    host: /\.(?:blob|queue|table|file|dfs)\.core\.windows\.net$/,
  },
  signs: [
    {
      cause: 'url-signature-expired',
      says: /signature not valid in the specified time frame/i,
      shows: 'the shared access signature is past its end',
      source: 'https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key',
    },
    {
      cause: 'request-signature-invalid',
      says: /signature did not match|mac signature found in the http request/i,
      source:
        'https://learn.microsoft.com/troubleshoot/azure/azure-storage/blobs/authentication/storage-troubleshoot-403-errors',
    },
    {
      cause: 'role-missing',
      code: [
        'AuthorizationPermissionMismatch',
        'InsufficientAccountPermissions',
        'AuthorizationResourceTypeMismatch',
        'AuthorizationServiceMismatch',
      ],
      shows: 'the identity or signature lacks a data role for this operation',
      fix: 'Assign a data role (Storage Blob Data Reader or Contributor): Owner of the account is not enough',
      source: 'https://learn.microsoft.com/azure/storage/blobs/authorize-access-azure-active-directory',
    },
    {
      cause: 'network-blocked',
      code: ['AuthorizationFailure', 'AuthorizationSourceIPMismatch', 'IPAuthorizationError'],
      shows: 'the storage firewall says this; a missing role reads AuthorizationPermissionMismatch',
      fix: 'Add the public address to the storage firewall, or come through a private endpoint',
      source:
        'https://learn.microsoft.com/troubleshoot/azure/azure-storage/blobs/authentication/storage-troubleshoot-403-errors',
    },
    {
      cause: 'tls-required',
      code: ['AuthorizationProtocolMismatch', 'AccountRequiresHttps'],
      source: 'https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes',
    },
    {
      cause: 'policy-denied',
      code: ['KeyBasedAuthenticationNotPermitted', 'PublicAccessNotPermitted'],
      source: 'https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes',
    },
    {
      cause: 'credentials-missing',
      code: ['NoAuthenticationInformation', 'ResourceNotFound'],
      when: ['anonymous'],
      source: 'https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes',
    },
    {
      cause: 'account-blocked',
      code: ['AccountIsDisabled'],
      source: 'https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes',
    },
  ],
};
