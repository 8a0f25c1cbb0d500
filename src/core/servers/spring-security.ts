import type { Server } from '../facts/sign.ts';

/** Spring Security: how its answers are known, and what its words mean. */
export const springSecurity: Server = {
  id: 'spring-security',
  name: 'Spring Security',
  recognize: {
    challenge: /tools\.ietf\.org\/html\/rfc6750|datatracker\.ietf\.org\/doc\/html\/rfc6750/,
    cookie: /JSESSIONID=/,
    body: /"timestamp":"?\d[^,]{5,40},"status":40[0-9],"error":/,
  },
  signs: [
    {
      cause: 'token-signature-invalid',
      says: /another algorithm expected|no matching key|signed jwt rejected|invalid signature/i,
      source: 'https://docs.spring.io/spring-security/reference/servlet/oauth2/resource-server/jwt.html',
    },
    {
      cause: 'token-expired',
      says: /jwt expired at/i,
      source: 'https://docs.spring.io/spring-security/reference/servlet/oauth2/resource-server/jwt.html',
    },
    {
      cause: 'token-wrong-audience',
      says: /the aud claim is not valid/i,
      source:
        'https://docs.spring.io/spring-security/reference/servlet/oauth2/resource-server/jwt.html#oauth2resourceserver-jwt-validation',
    },
    {
      cause: 'token-wrong-issuer',
      says: /the iss claim is not valid|issuer .{1,200} did not match/i,
      source: 'https://docs.spring.io/spring-security/reference/servlet/oauth2/resource-server/jwt.html',
    },
    {
      cause: 'token-wrong-type',
      says: /the typ claim|jose header typ/i,
      source: 'https://docs.spring.io/spring-security/reference/servlet/oauth2/resource-server/jwt.html',
    },
    {
      cause: 'token-invalid',
      certainty: 'stated',
      says: /provided token isn't active/i,
      shows: 'the introspection endpoint answered active=false',
      source: 'https://docs.spring.io/spring-security/reference/servlet/oauth2/resource-server/opaque-token.html',
    },
    {
      cause: 'route-mismatch',
      certainty: 'likely',
      status: [400],
      path: /\/\/|;|%2f|%5c|%00/i,
      shows: 'the HTTP firewall refuses such a path before anything else',
      source: 'https://docs.spring.io/spring-security/reference/servlet/exploits/firewall.html',
    },
    {
      cause: 'csrf-failed',
      certainty: 'likely',
      status: [403],
      when: ['cookie', 'no-authorization'],
      method: /^(?:POST|PUT|PATCH|DELETE)$/i,
      says: /^forbidden$/im,
      shows: 'Spring Security answers a failed CSRF check with a bare 403',
      source: 'https://docs.spring.io/spring-security/reference/servlet/exploits/csrf.html',
    },
  ],
};
