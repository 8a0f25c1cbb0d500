import type { Server } from '../facts/sign.ts';

/** Kibana: how its answers are known, and what its words mean. */
export const kibana: Server = {
  id: 'kibana',
  name: 'Kibana',
  recognize: { headers: [['kbn-name'], ['kbn-license-sig']] },
  signs: [
    {
      cause: 'csrf-failed',
      says: /must contain a kbn-xsrf header/i,
      shows: 'Kibana wants this header on everything that writes',
      fix: 'Add the header kbn-xsrf: true',
      source: 'https://www.elastic.co/docs/api/doc/kibana/',
    },
  ],
};
