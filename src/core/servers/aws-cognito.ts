import type { Server } from '../facts/sign.ts';

/** Amazon Cognito: how its answers are known, and what its words mean. */
export const awsCognito: Server = {
  id: 'aws-cognito',
  name: 'Amazon Cognito',
  recognize: {
    host: /cognito-idp\.|\.amazoncognito\.com$/,
    body: /NotAuthorizedException|UserNotConfirmedException|UserNotFoundException/,
  },
  signs: [
    {
      cause: 'account-blocked',
      says: /password attempts exceeded|user is disabled|usernotconfirmedexception|user is not confirmed/i,
      source: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html',
    },
    {
      cause: 'token-revoked',
      says: /access token has been revoked|refresh token has been revoked/i,
      source: 'https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html',
    },
    {
      cause: 'password-wrong',
      says: /incorrect username or password|usernotfoundexception/i,
      source: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html',
    },
    {
      cause: 'client-invalid',
      says: /unable to verify secret hash for client|client .{1,60} (?:is configured|does not exist)/i,
      source: 'https://repost.aws/knowledge-center/cognito-unable-to-verify-secret-hash',
    },
  ],
};
