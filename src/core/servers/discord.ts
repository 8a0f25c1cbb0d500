import type { Server } from '../facts/sign.ts';

/** Discord: how its answers are known, and what its words mean. */
export const discord: Server = {
  id: 'discord',
  name: 'Discord',
  recognize: { host: /^(?:canary\.|ptb\.)?discord(?:app)?\.com$/ },
  signs: [
    {
      cause: 'bot-blocked',
      code: ['40333'],
      says: /internal network error/i,
      shows: 'code 40333: bot tokens with the User-Agent of a browser are blocked',
      fix: 'Send a User-Agent of the form DiscordBot (url, version)',
      source: 'https://discord.com/developers/docs/reference#user-agent',
    },
    {
      cause: 'scheme-mismatch',
      status: [401],
      when: ['bearer'],
      credential: /^[\w-]{18,30}\.[\w-]{6}\.[\w-]{20,45}$/,
      shows: 'a bot token goes with the scheme Bot',
      fix: 'Write Bot in place of Bearer',
      source: 'https://discord.com/developers/docs/reference#authentication',
    },
    {
      cause: 'role-missing',
      says: /missing access|missing permissions/i,
      shows: 'codes 50001 and 50013: the bot is not in the guild, or lacks a permission or privileged intent',
      fix: 'Invite the bot to the guild, give it the permission, and switch on the intent the call needs',
      source: 'https://discord.com/developers/docs/topics/opcodes-and-status-codes#json',
    },
  ],
};
