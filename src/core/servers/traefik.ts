import type { Server } from '../facts/sign.ts';

/** Traefik: how its answers are known, and what its words mean. */
export const traefik: Server = {
  id: 'traefik',
  name: 'Traefik',
  recognize: { challenge: /realm=traefik/i },
  front: true,
  signs: [
    {
      cause: 'scheme-mismatch',
      when: ['bearer'],
      header: { name: 'WWW-Authenticate', matches: /^basic realm="traefik"/i },
      shows: 'the basicAuth middleware in front reads Authorization, and wants Basic',
      fix: 'Take the basicAuth middleware off this route, or send the token to the application in another header',
      source: 'https://doc.traefik.io/traefik/middlewares/http/basicauth/',
    },
  ],
};
