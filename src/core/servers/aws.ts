import type { Server } from '../facts/sign.ts';

/** AWS: how its answers are known, and what its words mean. */
export const aws: Server = {
  id: 'aws',
  name: 'AWS',
  recognize: {
    headers: [['x-amzn-requestid'], ['x-amz-request-id'], ['x-amz-id-2'], ['server', /^amazons3|^minio/i]],
    host: /\.amazonaws\.com(?:\.cn)?$/,
    body: /^<\?xml[^>]*>\s*<Error>\s*<Code>/,
  },
  signs: [
    {
      cause: 'scheme-mismatch',
      says: /only one auth mechanism allowed/i,
      shows: 'a presigned URL must not come with an Authorization header',
      fix: 'Drop the Authorization header when following a redirect to a presigned URL',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html',
    },
    {
      cause: 'policy-denied',
      says: /explicit deny|service control polic|permissions boundary|resource control polic/i,
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
    },
    {
      cause: 'role-missing',
      says: /is not authorized to perform:? /i,
      shows: 'no policy allows this action',
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
    },
    {
      cause: 'clock-skew',
      code: ['RequestTimeTooSkewed', 'RequestExpired', 'RequestInTheFuture'],
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    },
    {
      cause: 'clock-skew',
      says: /signature (?:expired|not yet current): /i,
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html',
    },
    {
      cause: 'url-signature-expired',
      says: /request has expired|request signature expired/i,
      when: ['presigned'],
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ShareObjectPreSignedURL.html',
    },
    {
      cause: 'api-key-invalid',
      code: [
        'InvalidAccessKeyId',
        'InvalidClientTokenId',
        'UnrecognizedClientException',
        'InvalidAccessKeyIdException',
      ],
      shows: 'the access key id does not exist, or belongs to another partition',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    },
    {
      cause: 'request-signature-invalid',
      code: ['SignatureDoesNotMatch', 'InvalidSignatureException', 'AuthorizationQueryParametersError'],
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html',
    },
    {
      cause: 'token-expired',
      code: ['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired'],
      shows: 'the session token of temporary credentials is over',
      fix: 'Get new temporary credentials (aws sso login, assume-role)',
      source: 'https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html',
    },
    {
      cause: 'token-wrong-audience',
      says: /incorrect token audience/i,
      shows: 'the web identity provider in IAM does not list this audience',
      fix: 'Request the token with the audience sts.amazonaws.com, or add its audience to the identity provider',
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
    },
    {
      cause: 'credentials-missing',
      code: ['MissingAuthenticationToken', 'MissingAuthenticationTokenException', 'AccessDenied'],
      when: ['anonymous'],
      certainty: 'likely',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    },
    {
      cause: 'credentials-malformed',
      code: ['IncompleteSignature', 'IncompleteSignatureException', 'AuthorizationHeaderMalformed'],
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    },
    {
      cause: 'service-not-enabled',
      code: ['OptInRequired', 'NotSignedUp', 'SubscriptionRequiredException'],
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    },
    {
      cause: 'account-blocked',
      code: ['AccountProblem', 'UserNotConfirmedException', 'AllAccessDisabled'],
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    },
    {
      cause: 'token-invalid',
      code: ['InvalidToken', 'InvalidIdentityToken'],
      certainty: 'likely',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    },
    {
      cause: 'rate-limited',
      code: ['Throttling', 'ThrottlingException', 'SlowDown', 'TooManyRequestsException', 'RequestLimitExceeded'],
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html',
    },
    {
      cause: 'role-missing',
      certainty: 'likely',
      code: ['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'AuthorizationError'],
      when: ['credentials'],
      source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
    },
  ],
};
