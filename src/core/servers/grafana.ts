import type { Server } from '../facts/sign.ts';

/** Grafana: how its answers are known, and what its words mean. */
export const grafana: Server = {
  id: 'grafana',
  name: 'Grafana',
  recognize: {
    cookie: /grafana_session/,
    body: /"messageId":"(?:api-key|user|auth|accesscontrol)\.|"message":"(?:Invalid API key|Expired API key|You'll need additional permissions)/i,
    credential: /^eyJrIjoi|^glsa_/,
    host: /(?:^|[.-])grafana[.-]/,
  },
  signs: [
    {
      cause: 'token-expired',
      says: /expired api key|api-key\.expired/i,
      fix: 'Create a new key or service account token',
      source: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
    },
    {
      cause: 'api-key-invalid',
      says: /invalid api key|api-key\.invalid/i,
      source: 'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
    },
    {
      cause: 'token-wrong-type',
      path: /\/api\/(?:users|admin|orgs)(?:\/|$)/,
      credential: /^eyJrIjoi/,
      status: [401, 403],
      says: /permission denied|unauthorized/i,
      shows: 'keys belong to one organization; server administration wants Basic of a server administrator',
      fix: 'Call it with Basic and a Grafana server administrator',
      source: 'https://grafana.com/docs/grafana/latest/developers/http_api/admin/',
    },
    {
      cause: 'origin-not-allowed',
      says: /origin not allowed/i,
      shows: 'Origin and Host differ',
      fix: 'Let the proxy pass Host on, or list the origin in csrf_trusted_origins',
      source: 'https://grafana.com/tutorials/run-grafana-behind-a-proxy/',
    },
    {
      cause: 'role-missing',
      says: /permission denied|you'll need additional permissions|access denied to/i,
      source: 'https://grafana.com/docs/grafana/latest/administration/roles-and-permissions/',
    },
  ],
};
