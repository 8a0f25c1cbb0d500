import type { Server } from '../facts/sign.ts';

/** Django: how its answers are known, and what its words mean. */
export const django: Server = {
  id: 'django',
  name: 'Django',
  recognize: {
    headers: [
      ['server', /^wsgiserver/i],
      ['server', /^gunicorn/i],
    ],
    cookie: /csrftoken=|sessionid=/,
    body: /CSRF verification failed|DisallowedHost|Authentication credentials were not provided|You do not have permission to perform this action|token_not_valid/,
  },
  signs: [
    {
      cause: 'csrf-failed',
      says: /csrf cookie not set|csrf token (?:missing|from|incorrect|has incorrect)|csrf failed: |(?:referer|origin) checking failed/i,
      source: 'https://docs.djangoproject.com/en/stable/ref/csrf/',
    },
    {
      cause: 'csrf-failed',
      says: /csrf verification failed/i,
      source: 'https://docs.djangoproject.com/en/stable/ref/csrf/',
    },
    {
      cause: 'route-mismatch',
      says: /disallowedhost|invalid http_host/i,
      shows: 'the host is not in ALLOWED_HOSTS',
      fix: 'Add the host to ALLOWED_HOSTS',
      source: 'https://docs.djangoproject.com/en/stable/ref/settings/#allowed-hosts',
    },
    {
      cause: 'token-wrong-type',
      says: /token has wrong type/i,
      fix: 'Send the access token, not the refresh token',
      source: 'https://django-rest-framework-simplejwt.readthedocs.io/en/latest/',
    },
    {
      cause: 'account-blocked',
      says: /no active account found|user (?:account is disabled|inactive or deleted|is inactive)/i,
      shows: 'the user is not active, or the password is wrong: both get this answer',
      fix: 'Activate the account, and check user name and password',
      source: 'https://django-rest-framework-simplejwt.readthedocs.io/en/latest/',
    },
    {
      cause: 'token-expired',
      code: ['token_not_valid'],
      says: /token is (?:invalid or )?expired|token has expired/i,
      source: 'https://django-rest-framework-simplejwt.readthedocs.io/en/latest/',
    },
    {
      cause: 'credentials-malformed',
      says: /should not contain spaces|invalid (?:token|basic) header|not correctly base64|authorization header must contain two/i,
      source: 'https://www.django-rest-framework.org/api-guide/authentication/',
    },
    {
      cause: 'password-wrong',
      says: /invalid username\/password|unable to log in with provided credentials/i,
      source: 'https://www.django-rest-framework.org/api-guide/authentication/',
    },
    {
      cause: 'token-invalid',
      certainty: 'likely',
      says: /invalid token\.|given token not valid/i,
      source: 'https://www.django-rest-framework.org/api-guide/authentication/',
    },
    {
      cause: 'role-missing',
      says: /you do not have permission to perform this action/i,
      when: ['credentials'],
      source: 'https://www.django-rest-framework.org/api-guide/permissions/',
    },
  ],
};
