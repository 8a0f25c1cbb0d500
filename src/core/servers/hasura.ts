import type { Server } from '../facts/sign.ts';

/** Hasura: how its answers are known, and what its words mean. */
export const hasura: Server = {
  id: 'hasura',
  name: 'Hasura',
  recognize: { host: /\.hasura\.app$/, sends: /^x-hasura-/, body: /x-hasura-admin-secret/ },
  signs: [
    {
      cause: 'api-key-invalid',
      says: /invalid "?x-hasura-admin-secret/i,
      source: 'https://hasura.io/docs/2.0/deployment/securing-graphql-endpoint/',
    },
    {
      cause: 'credentials-missing',
      says: /x-hasura-admin-secret\/x-hasura-access-key required|missing authorization header/i,
      source: 'https://hasura.io/docs/2.0/auth/authentication/jwt/',
    },
    { cause: 'token-expired', says: /jwtexpired/i, source: 'https://hasura.io/docs/2.0/auth/authentication/jwt/' },
    {
      cause: 'token-signature-invalid',
      says: /jwsinvalidsignature|jwserror/i,
      source: 'https://hasura.io/docs/2.0/auth/authentication/jwt/',
    },
    {
      cause: 'role-missing',
      says: /not in allowed roles|your requested role/i,
      source: 'https://hasura.io/docs/2.0/auth/authorization/',
    },
  ],
};
