import type { Server } from '../facts/sign.ts';

/** API Gateway: how its answers are known, and what its words mean. */
export const awsApigateway: Server = {
  id: 'aws-apigateway',
  name: 'API Gateway',
  recognize: { headers: [['x-amz-apigw-id'], ['apigw-requestid']], host: /\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/ },
  bareTokens: true,
  signs: [
    {
      cause: 'route-mismatch',
      says: /missing authentication token/i,
      shows: 'API Gateway says this where stage, path or method do not exist',
      fix: 'Compare stage (case counts), path and method with what is deployed; no credential is missing',
      source: 'https://repost.aws/knowledge-center/api-gateway-authentication-token-errors',
    },
    {
      cause: 'policy-denied',
      says: /explicit deny/i,
      shows: 'the authorizer or resource policy returned Deny',
      fix: 'Look at the policy the authorizer returns for this caller and method',
      source: 'https://repost.aws/knowledge-center/api-gateway-lambda-authorization-errors',
    },
    {
      cause: 'upstream-auth-failed',
      code: ['AuthorizerConfigurationException', 'AuthorizerFailureException'],
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html',
    },
    {
      cause: 'token-wrong-type',
      code: ['UnauthorizedException'],
      when: ['jwt', 'access-token'],
      says: /^unauthorized$/im,
      shows: 'a Cognito authorizer without scopes takes the ID token only',
      fix: 'Send the ID token, or set authorization scopes on the method',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html',
    },
    {
      cause: 'credentials-missing',
      code: ['ForbiddenException'],
      status: [403],
      says: /^forbidden$/im,
      noHeader: 'x-amzn-waf-action',
      when: ['no-key'],
      shows: 'the method asks for an API key in x-api-key',
      fix: 'Send the key in x-api-key, and attach it to a usage plan of this stage',
      source: 'https://repost.aws/knowledge-center/api-gateway-troubleshoot-403-forbidden',
    },
    {
      cause: 'api-key-invalid',
      code: ['ForbiddenException'],
      status: [403],
      says: /^forbidden$/im,
      sends: /^x-api-key$/,
      certainty: 'likely',
      shows: 'the key is unknown, or in no usage plan of this stage',
      source: 'https://repost.aws/knowledge-center/api-gateway-troubleshoot-403-forbidden',
    },
  ],
};
