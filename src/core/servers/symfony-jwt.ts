import type { Server } from '../facts/sign.ts';

/** LexikJWTAuthenticationBundle: how its answers are known, and what its words mean. */
export const symfonyJwt: Server = {
  id: 'symfony-jwt',
  name: 'LexikJWTAuthenticationBundle',
  recognize: {
    body: /"code":40[13],"message":"(?:JWT Token not found|Expired JWT Token|Invalid JWT Token|Invalid credentials\.)/,
  },
  signs: [
    {
      cause: 'credentials-missing',
      says: /jwt token not found/i,
      source: 'https://symfony.com/bundles/LexikJWTAuthenticationBundle/current/index.html',
    },
    {
      cause: 'token-expired',
      says: /expired jwt token/i,
      source: 'https://symfony.com/bundles/LexikJWTAuthenticationBundle/current/index.html',
    },
    {
      cause: 'token-signature-invalid',
      certainty: 'likely',
      says: /invalid jwt token/i,
      source: 'https://symfony.com/bundles/LexikJWTAuthenticationBundle/current/index.html',
    },
    {
      cause: 'password-wrong',
      says: /invalid credentials\./i,
      source: 'https://symfony.com/bundles/LexikJWTAuthenticationBundle/current/index.html',
    },
  ],
};
