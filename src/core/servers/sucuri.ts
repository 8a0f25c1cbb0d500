import type { Server } from '../facts/sign.ts';

/** Sucuri: how its answers are known, and what its words mean. */
export const sucuri: Server = {
  id: 'sucuri',
  name: 'Sucuri',
  recognize: { headers: [['x-sucuri-id'], ['server', /sucuri/i]] },
  front: true,
  signs: [
    {
      cause: 'bot-blocked',
      says: /sucuri website firewall|access denied/i,
      source: 'https://docs.sucuri.net/website-firewall/troubleshooting/',
    },
  ],
};
