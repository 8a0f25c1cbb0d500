import type { Server } from '../facts/sign.ts';

/** Kong: how its answers are known, and what its words mean. */
export const kong: Server = {
  id: 'kong',
  name: 'Kong',
  recognize: {
    headers: [['server', /^kong/i], ['x-kong-response-latency'], ['x-kong-request-id']],
    challenge: /realm=kong/i,
  },
  front: true,
  signs: [
    {
      cause: 'credentials-missing',
      says: /no api key found in request|no credentials found|^unauthorized$/im,
      when: ['anonymous'],
      source: 'https://docs.konghq.com/hub/kong-inc/key-auth/',
    },
    {
      cause: 'clock-skew',
      says: /valid (?:x-)?date or x-date header is required/i,
      shows: 'the date is outside clock_skew, 300 seconds unless set',
      source: 'https://docs.konghq.com/hub/kong-inc/hmac-auth/',
    },
    {
      cause: 'request-signature-invalid',
      says: /hmac signature (?:does not match|cannot be verified)/i,
      source: 'https://docs.konghq.com/hub/kong-inc/hmac-auth/',
    },
    {
      cause: 'password-wrong',
      when: ['basic'],
      says: /invalid authentication credentials|^unauthorized$/im,
      source: 'https://docs.konghq.com/hub/kong-inc/basic-auth/',
    },
    {
      cause: 'api-key-invalid',
      says: /invalid authentication credentials|^unauthorized$/im,
      when: ['key-header'],
      source: 'https://docs.konghq.com/hub/kong-inc/key-auth/',
    },
    {
      cause: 'role-missing',
      says: /you cannot consume this service/i,
      shows: 'the consumer is in no group that the ACL plugin allows',
      source: 'https://docs.konghq.com/hub/kong-inc/acl/',
    },
    {
      cause: 'token-wrong-issuer',
      says: /no credentials found for given '/i,
      shows: 'no consumer has a JWT credential with this key (mostly iss)',
      source: 'https://docs.konghq.com/hub/kong-inc/jwt/',
    },
  ],
};
