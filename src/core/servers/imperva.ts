import type { Server } from '../facts/sign.ts';

/** Imperva: how its answers are known, and what its words mean. */
export const imperva: Server = {
  id: 'imperva',
  name: 'Imperva',
  recognize: {
    headers: [['x-iinfo'], ['x-cdn', /imperva|incapsula/i]],
    body: /_Incapsula_Resource|Incapsula incident ID/,
  },
  front: true,
  signs: [
    {
      cause: 'bot-blocked',
      says: /incapsula incident id|request unsuccessful/i,
      shows: 'Imperva took the client for a bot or the request for an attack',
      fix: 'Give the owner the incident ID, or use the API meant for programs',
      source: 'https://docs.imperva.com/bundle/cloud-application-security/page/more/error-pages.htm',
    },
  ],
};
