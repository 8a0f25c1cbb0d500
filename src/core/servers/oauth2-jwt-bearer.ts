import type { Server } from '../facts/sign.ts';

/** Express-oauth2-jwt-bearer: how its answers are known, and what its words mean. */
export const oauth2JwtBearer: Server = {
  id: 'oauth2-jwt-bearer',
  name: 'express-oauth2-jwt-bearer',
  recognize: {
    challenge: /realm=api.{0,200}dpop/i,
    body: /Unexpected '(?:aud|iss|typ)' value|Invalid Compact JWS|Insufficient Scope/,
  },
  signs: [
    {
      cause: 'token-wrong-audience',
      says: /unexpected 'aud' value/i,
      source: 'https://github.com/auth0/node-oauth2-jwt-bearer',
    },
    {
      cause: 'token-wrong-issuer',
      says: /unexpected 'iss' value/i,
      source: 'https://github.com/auth0/node-oauth2-jwt-bearer',
    },
    {
      cause: 'token-wrong-type',
      says: /unexpected 'typ' value/i,
      shows: 'in strict mode the header typ must be at+jwt (RFC 9068)',
      source: 'https://github.com/auth0/node-oauth2-jwt-bearer',
    },
    {
      cause: 'token-signature-invalid',
      says: /no applicable key found|signature verification failed/i,
      source: 'https://github.com/auth0/node-oauth2-jwt-bearer',
    },
    {
      cause: 'upstream-auth-failed',
      says: /failed to fetch authorization server metadata/i,
      fix: 'Let the API reach the discovery document of its issuer',
      source: 'https://github.com/auth0/node-oauth2-jwt-bearer',
    },
    {
      cause: 'scope-missing',
      says: /insufficient scope|missing required scope/i,
      source: 'https://github.com/auth0/node-oauth2-jwt-bearer',
    },
  ],
};
