import type { Server } from '../facts/sign.ts';

/** Vercel: how its answers are known, and what its words mean. */
export const vercel: Server = {
  id: 'vercel',
  name: 'Vercel',
  recognize: { host: /^api\.vercel\.com$|\.vercel\.app$/, headers: [['x-vercel-id']] },
  front: true,
  signs: [
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /not authorized: trying to access|invalidtoken/i,
      source: 'https://vercel.com/docs/rest-api',
    },
    {
      cause: 'credentials-missing',
      says: /authentication required[\s\S]{0,200}vercel/i,
      shows: 'the deployment is protected by Vercel itself',
      fix: 'Send x-vercel-protection-bypass, or sign in to Vercel',
      source: 'https://vercel.com/docs/deployment-protection',
    },
    { cause: 'bot-blocked', header: { name: 'x-vercel-mitigated' }, source: 'https://vercel.com/docs/vercel-firewall' },
  ],
};
