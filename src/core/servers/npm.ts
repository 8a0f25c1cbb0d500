import type { Server } from '../facts/sign.ts';

/** The npm registry: how its answers are known, and what its words mean. */
export const npm: Server = {
  id: 'npm',
  name: 'the npm registry',
  recognize: { host: /^registry\.npmjs\.org$/, headers: [['npm-notice']] },
  signs: [
    {
      cause: 'step-up-required',
      header: { name: 'WWW-Authenticate', matches: /^otp$/i },
      source: 'https://docs.npmjs.com/about-two-factor-authentication',
    },
    {
      cause: 'step-up-required',
      says: /two-factor authentication .{0,60}required|one-time pass/i,
      source: 'https://docs.npmjs.com/about-two-factor-authentication',
    },
    {
      cause: 'role-missing',
      says: /do not have permission to publish/i,
      source: 'https://docs.npmjs.com/cli/commands/npm-publish',
    },
    {
      cause: 'policy-denied',
      says: /cannot publish over|name too similar/i,
      source: 'https://docs.npmjs.com/cli/commands/npm-publish',
    },
  ],
};
