import type { Server } from '../facts/sign.ts';

/** Oauth2-proxy: how its answers are known, and what its words mean. */
export const oauth2Proxy: Server = {
  id: 'oauth2-proxy',
  name: 'oauth2-proxy',
  recognize: {
    cookie: /_oauth2_proxy/,
    headers: [['gap-auth'], ['gap-upstream-address']],
    body: /<title>Sign In<\/title>[\s\S]{0,800}oauth2/i,
    sends: /^x-auth-request-redirect$|^x-original-uri$/,
  },
  front: true,
  signs: [
    {
      cause: 'scheme-mismatch',
      certainty: 'likely',
      status: [401, 403],
      path: /\/oauth2\/auth$/,
      when: ['bearer'],
      shows: 'oauth2-proxy reads its own cookie; bearer tokens count only with skip_jwt_bearer_tokens',
      fix: 'Set skip_jwt_bearer_tokens and extra_jwt_issuers, so that bearer tokens count',
      source: 'https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview',
    },
    {
      cause: 'session-expired',
      certainty: 'likely',
      status: [401],
      path: /\/oauth2\/auth$/,
      when: ['cookie'],
      source: 'https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview',
    },
    {
      cause: 'role-missing',
      status: [403],
      says: /permission denied|invalid account/i,
      when: ['cookie'],
      shows: 'the e-mail or group is not on the allowed list',
      source: 'https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview',
    },
  ],
};
