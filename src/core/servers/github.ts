import type { Server } from '../facts/sign.ts';

/** GitHub: how its answers are known, and what its words mean. */
export const github: Server = {
  id: 'github',
  name: 'GitHub',
  recognize: {
    headers: [['x-github-request-id'], ['x-github-media-type'], ['server', /^github\.com/i]],
    host: /^api\.github\.com$/,
  },
  signs: [
    {
      cause: 'rate-limited',
      says: /rate limit exceeded|secondary rate limit|abuse detection/i,
      shows: 'a limit of GitHub, primary or secondary',
      source: 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api',
    },
    {
      cause: 'sso-authorization-required',
      says: /saml enforcement/i,
      source: 'https://docs.github.com/authentication/authenticating-with-single-sign-on',
    },
    {
      cause: 'sso-authorization-required',
      header: { name: 'X-GitHub-SSO', matches: /^required/i },
      source: 'https://docs.github.com/authentication/authenticating-with-single-sign-on',
    },
    {
      cause: 'step-up-required',
      header: { name: 'X-GitHub-OTP', matches: /^required/i },
      source: 'https://docs.github.com/rest/authentication/authenticating-to-the-rest-api',
    },
    {
      cause: 'account-blocked',
      says: /account (?:was|is|has been) suspended|account is locked/i,
      shows: 'the account is suspended; no token will help',
      fix: 'Contact GitHub Support, or the administrator of the enterprise',
      source: 'https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api',
    },
    {
      cause: 'network-blocked',
      says: /ip allow list/i,
      source:
        'https://docs.github.com/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/managing-allowed-ip-addresses-for-your-organization',
    },
    {
      cause: 'policy-denied',
      says: /oauth app access restrictions|forbids access via|protected branch|third-party application restrictions/i,
      shows: 'a policy of the organization or repository',
      source: 'https://docs.github.com/organizations/managing-oauth-access-to-your-organizations-data',
    },
    {
      cause: 'service-not-enabled',
      says: /must be enabled for this|is not enabled for this|disabled on this repository|upgrade to github/i,
      source: 'https://docs.github.com/code-security',
    },
    {
      cause: 'scope-missing',
      says: /resource not accessible by|missing the .{1,60} scopes?|your token has not been granted the required scopes/i,
      shows: 'the token lacks a permission for this resource',
      fix: 'Give the token or app the permission that X-Accepted-GitHub-Permissions or the page of this call names',
      source: 'https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api',
    },
    {
      cause: 'clock-skew',
      says: /claim \('exp'\) is too far in the future|'issued at' claim \('iat'\) must be/i,
      shows: 'exp may lie ten minutes ahead at most, by GitHub’s clock',
      fix: 'Set the clock right; set iat 60 seconds back and exp at most 10 minutes ahead',
      source:
        'https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app',
    },
    {
      cause: 'token-expired',
      says: /claim \('exp'\) must be a numeric value representing the future/i,
      source:
        'https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app',
    },
    {
      cause: 'token-wrong-issuer',
      says: /'issuer' claim|integration not found/i,
      source:
        'https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app',
    },
    {
      cause: 'token-signature-invalid',
      says: /json web token could not be decoded/i,
      shows: 'GitHub takes RS256 with the private key of the app only',
      fix: 'Sign the JWT with RS256 and the private key of the app',
      source:
        'https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app',
    },
    {
      cause: 'bot-blocked',
      says: /forbidden by administrative rules/i,
      shows: 'GitHub wants a User-Agent header',
      fix: 'Send a User-Agent header that names your app',
      source: 'https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api#user-agent',
    },
    {
      cause: 'token-wrong-type',
      says: /must authenticate (?:using|with) an? |personal access tokens? with fine grained access do not support|a json web token is required/i,
      source: 'https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api',
    },
    {
      cause: 'role-missing',
      says: /must have (?:admin|push|write|maintain)/i,
      source: 'https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api',
    },
    {
      cause: 'credentials-missing',
      says: /requires authentication/i,
      source: 'https://docs.github.com/rest/authentication/authenticating-to-the-rest-api',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /bad credentials/i,
      shows: 'the token is unknown: mistyped, revoked, expired or deleted',
      source: 'https://docs.github.com/rest/authentication/authenticating-to-the-rest-api',
    },
  ],
};
