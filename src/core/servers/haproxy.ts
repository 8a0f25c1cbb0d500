import type { Server } from '../facts/sign.ts';

/** HAProxy: how its answers are known, and what its words mean. */
export const haproxy: Server = {
  id: 'haproxy',
  name: 'HAProxy',
  recognize: { body: /Request forbidden by administrative rules/i },
  front: true,
  signs: [
    {
      cause: 'bot-blocked',
      certainty: 'likely',
      says: /forbidden by administrative rules.{0,80}user-agent/is,
      source: 'https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api',
    },
    {
      cause: 'policy-denied',
      says: /request forbidden by administrative rules/i,
      shows: 'an http-request deny rule of HAProxy matched',
      source: 'https://docs.haproxy.org/2.8/configuration.html#4.2-http-request%20deny',
    },
  ],
};
