import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('RFC 9470', () => {
  check(
    `
    GET https://api.test/pay
    Authorization: Bearer ${jwt({ acr: '1', auth_time: -7200, exp: 60 })}

    401
    WWW-Authenticate: Bearer error="insufficient_user_authentication", acr_values="2", max_age="300"
    `,
    `
      step-up-required stated: The sign-in behind this request is not strong or fresh enough: the server wants \`acr_values=2\`.
    `,
  );
});

test('the server says mfa', () => {
  check(
    `
    GET https://api.test/pay
    Authorization: Bearer ${jwt({ amr: ['pwd'], exp: 60 })}

    403

    {"error":"mfa_required"}
    `,
    `
      step-up-required stated: The sign-in behind this request is not strong or fresh enough.
    `,
  );
});

test('a role is missing', () => {
  check(
    `
    GET https://api.test/pay
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    403

    {"message":"role admin required"}
    `,
    `
      silent step-up-required
    `,
  );
});
