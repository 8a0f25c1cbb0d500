import type { Server } from '../facts/sign.ts';

/** Twilio: how its answers are known, and what its words mean. */
export const twilio: Server = {
  id: 'twilio',
  name: 'Twilio',
  recognize: { host: /\.twilio\.com$/, headers: [['twilio-request-id']] },
  signs: [
    {
      cause: 'password-wrong',
      status: [401],
      says: /authenticat/i,
      when: ['basic'],
      shows: 'code 20003: account SID and auth token (or key SID and secret) do not fit',
      source: 'https://www.twilio.com/docs/api/errors/20003',
    },
    {
      cause: 'account-blocked',
      says: /account (?:is )?(?:suspended|not active)|20005/i,
      source: 'https://www.twilio.com/docs/api/errors/20005',
    },
    {
      cause: 'role-missing',
      says: /permission|20403/i,
      status: [403],
      source: 'https://www.twilio.com/docs/api/errors',
    },
  ],
};
