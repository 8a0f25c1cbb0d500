import type { Server } from '../facts/sign.ts';

/** Akamai: how its answers are known, and what its words mean. */
export const akamai: Server = {
  id: 'akamai',
  name: 'Akamai',
  recognize: {
    headers: [['server', /^akamaighost|^akamainetstorage/i]],
    body: /errors\.edgesuite\.net|Reference&#32;&#35;|Reference #\d{1,2}\.[0-9a-f]{6,10}\.\d{10}/i,
  },
  front: true,
  signs: [
    {
      cause: 'bot-blocked',
      status: [403],
      when: ['page'],
      says: /access denied/i,
      shows: 'the edge refused the request, before the site saw it',
      fix: 'Send a User-Agent of your own, or give the owner the reference number',
      source: 'https://techdocs.akamai.com/property-mgr/docs/reference-error-codes',
    },
  ],
};
