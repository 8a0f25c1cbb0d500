import type { Server } from '../facts/sign.ts';

/** Keycloak: how its answers are known, and what its words mean. */
export const keycloak: Server = {
  id: 'keycloak',
  name: 'Keycloak',
  recognize: {
    host: /(?:^|\.)keycloak\./,
    cookie: /KEYCLOAK_(?:SESSION|IDENTITY)|AUTH_SESSION_ID/,
    body: /"error":"(?:unknown_error|HTTP 403 Forbidden|HTTP 401 Unauthorized|not_allowed)"|Invalid user credentials|Account is not fully set up|Invalid client or Invalid client credentials|Session not active|Token is not active/,
  },
  signs: [
    {
      cause: 'password-wrong',
      says: /invalid user credentials/i,
      source: 'https://www.keycloak.org/docs/latest/server_admin/',
    },
    {
      cause: 'account-blocked',
      says: /account (?:disabled|is not fully set up|temporarily disabled)/i,
      source: 'https://www.keycloak.org/docs/latest/server_admin/',
    },
    {
      cause: 'session-expired',
      says: /session not active|user session not found/i,
      source: 'https://www.keycloak.org/docs/latest/server_admin/#_timeouts',
    },
    {
      cause: 'token-expired',
      says: /token is not active/i,
      source: 'https://www.keycloak.org/docs/latest/server_admin/#_timeouts',
    },
    {
      cause: 'token-revoked',
      says: /stale (?:refresh )?token|maximum allowed refresh token reuse/i,
      source: 'https://www.keycloak.org/docs/latest/server_admin/#_timeouts',
    },
    {
      cause: 'client-invalid',
      says: /invalid client or invalid client credentials|client not (?:allowed|enabled)|invalid_client/i,
      source:
        'https://www.keycloak.org/docs/latest/server_admin/#assembly-managing-clients_server_administration_guide',
    },
    { cause: 'tls-required', says: /https required/i, source: 'https://www.keycloak.org/server/hostname' },
    {
      cause: 'role-missing',
      status: [403],
      path: /\/admin\/realms\//,
      when: ['jwt'],
      shows: 'the token has no fitting role of the client realm-management',
      fix: 'Assign the realm-management role (view-users, query-users …) and let it into the token',
      source: 'https://www.keycloak.org/docs/latest/server_admin/#_admin_permissions',
    },
  ],
};
