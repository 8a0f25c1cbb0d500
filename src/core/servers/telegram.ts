import type { Server } from '../facts/sign.ts';

/** Telegram: how its answers are known, and what its words mean. */
export const telegram: Server = {
  id: 'telegram',
  name: 'Telegram',
  recognize: { host: /^api\.telegram\.org$/ },
  signs: [
    {
      cause: 'policy-denied',
      says: /bot was blocked by the user|can't initiate conversation|bot was kicked/i,
      source: 'https://core.telegram.org/bots/faq',
    },
    {
      cause: 'api-key-invalid',
      status: [401, 404],
      says: /unauthorized|not found/i,
      shows: 'the bot token in the path is wrong or was replaced',
      source: 'https://core.telegram.org/bots/api#authorizing-your-bot',
    },
  ],
};
