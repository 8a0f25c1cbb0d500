import type { Server } from '../facts/sign.ts';

/** Cloudflare: how its answers are known, and what its words mean. */
export const cloudflare: Server = {
  id: 'cloudflare',
  name: 'Cloudflare',
  recognize: { headers: [['cf-ray'], ['server', /^cloudflare/i], ['cf-mitigated']] },
  front: true,
  signs: [
    {
      cause: 'bot-blocked',
      header: { name: 'cf-mitigated', matches: /challenge/i },
      shows: 'a challenge page was sent, which only a browser passes',
      source:
        'https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/',
    },
    {
      cause: 'bot-blocked',
      says: /error(?: code)?:? 1010\b|banned your access based on your browser's signature/i,
      shows: 'Browser Integrity Check refuses this User-Agent',
      fix: 'Send a User-Agent of your own, or ask the owner for an exception',
      source:
        'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1010/',
    },
    {
      cause: 'network-blocked',
      says: /error(?: code)?:? 100[678]\b/i,
      shows: 'the owner of the site banned this address',
      source: 'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/',
    },
    {
      cause: 'network-blocked',
      says: /error(?: code)?:? 1009\b/i,
      shows: 'the owner of the site banned this country or region',
      source:
        'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1009/',
    },
    {
      cause: 'rate-limited',
      says: /error(?: code)?:? 1015\b/i,
      source:
        'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1015/',
    },
    {
      cause: 'bot-blocked',
      says: /error(?: code)?:? 10(?:12|13|20)\b|attention required! \| cloudflare|sorry, you have been blocked/i,
      shows: 'a firewall rule of the site matched',
      source:
        'https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/error-1020/',
    },
    {
      cause: 'bot-blocked',
      says: /just a moment\.\.\.|checking your browser/i,
      shows: 'a challenge page was sent, which only a browser passes',
      source: 'https://developers.cloudflare.com/cloudflare-challenges/',
    },
  ],
};
