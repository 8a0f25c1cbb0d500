import type { Server } from '../facts/sign.ts';

/** A container registry: how its answers are known, and what its words mean. */
export const containerRegistry: Server = {
  id: 'container-registry',
  name: 'a container registry',
  recognize: {
    headers: [['docker-distribution-api-version']],
    host: /^(?:ghcr\.io|auth\.docker\.io|registry-1\.docker\.io|quay\.io|hub\.docker\.com)$|\.dkr\.ecr\.|\.azurecr\.io$|-docker\.pkg\.dev$/,
  },
  signs: [
    {
      cause: 'token-expired',
      says: /authorization token has expired/i,
      shows: 'the login of the registry is over',
      fix: 'Log in to the registry again',
      source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/common-errors-docker.html',
    },
    {
      cause: 'token-invalid',
      code: ['DENIED'],
      says: /^denied$/im,
      when: ['basic'],
      shows: 'the stored login is stale, or may not see this image',
      fix: 'Log out of the registry (public images need no login), or log in with a fresh token',
      source:
        'https://docs.github.com/packages/working-with-a-github-packages-registry/working-with-the-container-registry',
    },
    {
      cause: 'password-wrong',
      says: /incorrect username or password|unauthorized: authentication required/i,
      when: ['basic'],
      source: 'https://distribution.github.io/distribution/spec/api/',
    },
    {
      cause: 'scope-missing',
      when: ['credentials'],
      says: /insufficient[_ ]scope|access token has insufficient scopes/i,
      source: 'https://distribution.github.io/distribution/spec/auth/scope/',
    },
    {
      cause: 'role-missing',
      says: /requested access to the resource is denied|permission_denied/i,
      when: ['credentials'],
      source: 'https://distribution.github.io/distribution/spec/api/',
    },
  ],
};
