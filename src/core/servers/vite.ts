import type { Server } from '../facts/sign.ts';

/** The Vite dev server: how its answers are known, and what its words mean. */
export const vite: Server = {
  id: 'vite',
  name: 'the Vite dev server',
  recognize: { body: /Blocked request\. This host \(/ },
  signs: [
    {
      cause: 'route-mismatch',
      says: /blocked request\. this host/i,
      shows: 'the host is not in server.allowedHosts',
      fix: 'Add the host to server.allowedHosts in vite.config',
      source: 'https://vite.dev/config/server-options.html#server-allowedhosts',
    },
  ],
};
