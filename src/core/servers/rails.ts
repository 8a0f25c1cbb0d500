import type { Server } from '../facts/sign.ts';

/** Ruby on Rails: how its answers are known, and what its words mean. */
export const rails: Server = {
  id: 'rails',
  name: 'Ruby on Rails',
  recognize: {
    headers: [['x-runtime'], ['x-download-options']],
    cookie: /_session=[\w%]{40}/,
    body: /Action Controller: Exception caught|ActionController::/,
  },
  signs: [
    {
      cause: 'csrf-failed',
      says: /invalidauthenticitytoken|can't verify csrf token/i,
      source: 'https://guides.rubyonrails.org/security.html#cross-site-request-forgery-csrf',
    },
    {
      cause: 'route-mismatch',
      says: /blocked hosts?/i,
      shows: 'the host is not in config.hosts',
      fix: 'Add the host to config.hosts',
      source: 'https://guides.rubyonrails.org/configuring.html#actiondispatch-hostauthorization',
    },
    {
      cause: 'not-owner',
      certainty: 'likely',
      says: /not allowed to \w+policy#\w+\?/i,
      shows: 'the Pundit policy of this object refuses the caller',
      source: 'https://github.com/varvet/pundit',
    },
    {
      cause: 'role-missing',
      says: /you are not authorized to access this page/i,
      source: 'https://github.com/CanCanCommunity/cancancan',
    },
    {
      cause: 'account-blocked',
      says: /confirm your email|account is (?:locked|not activated|suspended)|have to confirm/i,
      source: 'https://github.com/heartcombo/devise',
    },
    { cause: 'session-expired', says: /your session expired/i, source: 'https://github.com/heartcombo/devise' },
    {
      cause: 'password-wrong',
      says: /invalid email or password|invalid login or password/i,
      source: 'https://github.com/heartcombo/devise',
    },
    {
      cause: 'credentials-missing',
      says: /need to sign in or sign up|http (?:token|basic): access denied/i,
      when: ['anonymous'],
      source: 'https://github.com/heartcombo/devise',
    },
  ],
};
