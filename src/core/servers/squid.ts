import type { Server } from '../facts/sign.ts';

/** Squid: how its answers are known, and what its words mean. */
export const squid: Server = {
  id: 'squid',
  name: 'Squid',
  recognize: { headers: [['x-squid-error'], ['server', /^squid/i]] },
  front: true,
  signs: [
    {
      cause: 'policy-denied',
      header: { name: 'X-Squid-Error', matches: /^ERR_ACCESS_DENIED/ },
      shows: 'the http_access rules of the proxy deny this destination',
      fix: 'Have the destination added to what the proxy allows (http_access)',
      source: 'https://wiki.squid-cache.org/SquidFaq/SquidAcl',
    },
    {
      cause: 'proxy-auth-required',
      header: { name: 'X-Squid-Error', matches: /^ERR_CACHE_ACCESS_DENIED/ },
      source: 'https://wiki.squid-cache.org/Features/Authentication',
    },
  ],
};
