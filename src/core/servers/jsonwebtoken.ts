import type { Server } from '../facts/sign.ts';

/** Jsonwebtoken for Node.js: how its answers are known, and what its words mean. */
export const jsonwebtoken: Server = {
  id: 'jsonwebtoken',
  name: 'jsonwebtoken for Node.js',
  recognize: {
    body: /JsonWebTokenError|TokenExpiredError|jwt (?:expired|malformed|audience|issuer|not active|signature)|invalid signature|No authorization token was found/,
  },
  signs: [
    {
      cause: 'token-expired',
      says: /jwt expired/i,
      source: 'https://github.com/auth0/node-jsonwebtoken#errors--codes',
    },
    {
      cause: 'token-not-yet-valid',
      says: /jwt not active/i,
      source: 'https://github.com/auth0/node-jsonwebtoken#errors--codes',
    },
    {
      cause: 'token-signature-invalid',
      says: /invalid signature|jwt signature is required|invalid algorithm|secret or public key must be provided/i,
      source: 'https://github.com/auth0/node-jsonwebtoken#errors--codes',
    },
    {
      cause: 'token-wrong-audience',
      says: /jwt audience invalid/i,
      source: 'https://github.com/auth0/node-jsonwebtoken#errors--codes',
    },
    {
      cause: 'token-wrong-issuer',
      says: /jwt issuer invalid/i,
      source: 'https://github.com/auth0/node-jsonwebtoken#errors--codes',
    },
    {
      cause: 'credentials-malformed',
      says: /jwt malformed|^invalid token$|credentials_bad_format|credentials_bad_scheme/im,
      source: 'https://github.com/auth0/node-jsonwebtoken#errors--codes',
    },
    {
      cause: 'credentials-missing',
      says: /no authorization token was found|jwt must be provided|credentials_required/i,
      source: 'https://github.com/auth0/express-jwt#error-handling',
    },
  ],
};
