import type { Server } from '../facts/sign.ts';

/** FastAPI: how its answers are known, and what its words mean. */
export const fastapi: Server = {
  id: 'fastapi',
  name: 'FastAPI',
  recognize: {
    headers: [['server', /^(?:uvicorn|hypercorn|granian)/i]],
    body: /^\{"detail":"(?:Not authenticated|Invalid authentication credentials|Could not validate credentials)"/,
  },
  signs: [
    {
      cause: 'scheme-mismatch',
      says: /invalid authentication credentials/i,
      when: ['basic'],
      shows: 'HTTPBearer says this where the scheme is not Bearer',
      fix: 'Send Authorization: Bearer in place of Basic',
      source: 'https://fastapi.tiangolo.com/reference/security/',
    },
    {
      cause: 'credentials-missing',
      says: /not authenticated/i,
      shows: 'the security dependency found nothing in the place it reads',
      source: 'https://fastapi.tiangolo.com/reference/security/',
    },
  ],
};
