import type { Server } from '../facts/sign.ts';

/** Flask: how its answers are known, and what its words mean. */
export const flask: Server = {
  id: 'flask',
  name: 'Flask',
  recognize: {
    headers: [['server', /^werkzeug/i]],
    body: /"msg":"(?:Token|Missing|Signature|Not enough|Bad|Only|Fresh|User)/,
  },
  signs: [
    { cause: 'csrf-failed', says: /csrf/i, source: 'https://flask-wtf.readthedocs.io/en/latest/csrf/' },
    {
      cause: 'token-revoked',
      says: /token has been revoked/i,
      fix: 'Log in again: the jti is on the block list',
      source: 'https://flask-jwt-extended.readthedocs.io/en/stable/blocklist_and_token_revoking.html',
    },
    {
      cause: 'step-up-required',
      says: /fresh token required/i,
      source: 'https://flask-jwt-extended.readthedocs.io/en/stable/refreshing_tokens.html',
    },
    {
      cause: 'token-wrong-type',
      says: /only (?:non-)?refresh tokens|only access tokens/i,
      source: 'https://flask-jwt-extended.readthedocs.io/en/stable/',
    },
    {
      cause: 'token-signature-invalid',
      says: /signature verification failed/i,
      source: 'https://flask-jwt-extended.readthedocs.io/en/stable/',
    },
    {
      cause: 'credentials-malformed',
      says: /not enough segments|bad authorization header/i,
      source: 'https://flask-jwt-extended.readthedocs.io/en/stable/',
    },
  ],
};
