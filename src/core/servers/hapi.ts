import type { Server } from '../facts/sign.ts';

/** Hapi: how its answers are known, and what its words mean. */
export const hapi: Server = {
  id: 'hapi',
  name: 'hapi',
  recognize: { body: /^\{"statusCode":40[0-9],"error":"[A-Z]/ },
  signs: [
    {
      cause: 'token-expired',
      says: /token maximum age exceeded/i,
      shows: 'the API takes tokens up to an age only, whatever their exp',
      fix: 'Sign in again: the token is older than the API takes',
      source: 'https://hapi.dev/module/jwt/',
    },
    { cause: 'clock-skew', says: /stale timestamp/i, source: 'https://hapi.dev/module/hawk/' },
    {
      cause: 'request-signature-invalid',
      says: /bad mac|bad payload hash|invalid nonce/i,
      source: 'https://hapi.dev/module/hawk/',
    },
    {
      cause: 'credentials-malformed',
      says: /bad header internal syntax|bad http authentication header format/i,
      source: 'https://hapi.dev/module/basic/',
    },
  ],
};
