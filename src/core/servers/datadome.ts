import type { Server } from '../facts/sign.ts';

/** DataDome: how its answers are known, and what its words mean. */
export const datadome: Server = {
  id: 'datadome',
  name: 'DataDome',
  recognize: { headers: [['x-datadome'], ['x-dd-b']], cookie: /\bdatadome=/ },
  front: true,
  signs: [
    {
      cause: 'bot-blocked',
      status: [403],
      certainty: 'likely',
      header: { name: 'x-datadome' },
      shows: 'DataDome took the client for a bot',
      source: 'https://docs.datadome.co/docs/block-page-response',
    },
  ],
};
