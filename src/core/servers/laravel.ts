import type { Server } from '../facts/sign.ts';

/** Laravel: how its answers are known, and what its words mean. */
export const laravel: Server = {
  id: 'laravel',
  name: 'Laravel',
  recognize: {
    cookie: /laravel_session|laravel_token|XSRF-TOKEN=eyJ/,
    body: /^\{\s*"message":\s*"(?:Unauthenticated\.|This action is unauthorized\.|CSRF token mismatch\.|Invalid (?:ability|scope)|Invalid signature\.|User does not have the right|Too Many Attempts)/,
  },
  signs: [
    {
      cause: 'csrf-failed',
      status: [419],
      shows: 'Laravel answers 419 where the CSRF token or the session is missing or over',
      fix: 'Send the XSRF-TOKEN cookie’s value in X-XSRF-TOKEN, with the session cookie (axios: withCredentials and withXSRFToken)',
      source: 'https://laravel.com/docs/csrf',
    },
    {
      cause: 'scope-missing',
      says: /invalid ability provided|invalid scope\(?s\)? provided/i,
      shows: 'the token was made without this ability',
      fix: 'Create the token with the ability the route asks for',
      source: 'https://laravel.com/docs/sanctum#token-abilities',
    },
    {
      cause: 'role-missing',
      says: /user does not have the right (?:roles|permissions)/i,
      source: 'https://spatie.be/docs/laravel-permission',
    },
    {
      cause: 'request-signature-invalid',
      says: /invalid signature\./i,
      when: ['presigned'],
      source: 'https://laravel.com/docs/urls#signed-urls',
    },
    {
      cause: 'account-blocked',
      says: /your email address is not verified/i,
      source: 'https://laravel.com/docs/verification',
    },
    {
      cause: 'step-up-required',
      says: /password confirmation required/i,
      status: [423],
      source: 'https://laravel.com/docs/authentication#password-confirmation',
    },
    {
      cause: 'role-missing',
      certainty: 'likely',
      says: /this action is unauthorized/i,
      shows: 'a policy or gate refuses the known user',
      source: 'https://laravel.com/docs/authorization',
    },
    {
      cause: 'session-expired',
      certainty: 'likely',
      status: [401],
      says: /unauthenticated\./i,
      when: ['cookie', 'no-authorization'],
      shows: 'Laravel knows no session of this cookie',
      source: 'https://laravel.com/docs/authentication',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      status: [401],
      says: /unauthenticated\./i,
      when: ['bearer'],
      shows: 'the guard does not know this token',
      source: 'https://laravel.com/docs/sanctum',
    },
  ],
};
