import type { Server } from '../facts/sign.ts';

/** @fastify/jwt: how its answers are known, and what its words mean. */
export const fastifyJwt: Server = {
  id: 'fastify-jwt',
  name: '@fastify/jwt',
  recognize: { body: /"code":"FA?ST_(?:JWT|BASIC|BEARER|CSRF)_/ },
  signs: [
    {
      cause: 'credentials-missing',
      code: [
        'FST_JWT_NO_AUTHORIZATION_IN_HEADER',
        'FST_JWT_NO_AUTHORIZATION_IN_COOKIE',
        'FST_BASIC_AUTH_MISSING_OR_BAD_AUTHORIZATION_HEADER',
      ],
      source: 'https://github.com/fastify/fastify-jwt#error-code',
    },
    {
      cause: 'token-expired',
      code: ['FST_JWT_AUTHORIZATION_TOKEN_EXPIRED', 'FAST_JWT_EXPIRED'],
      source: 'https://github.com/fastify/fastify-jwt#error-code',
    },
    {
      cause: 'token-signature-invalid',
      code: [
        'FST_JWT_AUTHORIZATION_TOKEN_UNTRUSTED',
        'FAST_JWT_MISSING_SIGNATURE',
        'FAST_JWT_INVALID_SIGNATURE',
        'FAST_JWT_INVALID_ALGORITHM',
        'FST_JWT_AUTHORIZATION_TOKEN_UNSIGNED',
      ],
      source: 'https://github.com/fastify/fastify-jwt#error-code',
    },
    {
      cause: 'credentials-malformed',
      code: ['FST_JWT_BAD_REQUEST', 'FAST_JWT_MALFORMED'],
      source: 'https://github.com/fastify/fastify-jwt#error-code',
    },
    {
      cause: 'csrf-failed',
      code: ['FST_CSRF_MISSING_SECRET', 'FST_CSRF_INVALID_TOKEN'],
      source: 'https://github.com/fastify/csrf-protection',
    },
  ],
};
