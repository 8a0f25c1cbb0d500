import type { Server } from '../facts/sign.ts';

/** Express: how its answers are known, and what its words mean. */
export const express: Server = {
  id: 'express',
  name: 'Express',
  recognize: { headers: [['x-powered-by', /^express/i]] },
  signs: [
    { cause: 'csrf-failed', code: ['EBADCSRFTOKEN'], source: 'https://github.com/expressjs/csurf' },
    {
      cause: 'csrf-failed',
      says: /invalid csrf token|missing csrf secret|potential cross-site request forgery/i,
      source: 'https://github.com/Psifi-Solutions/csrf-csrf',
    },
  ],
};
