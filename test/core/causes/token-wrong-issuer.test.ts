import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('the server says so', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ iss: 'https://staging.test', exp: 60 })}

    401
    WWW-Authenticate: Bearer error="invalid_token", error_description="Unexpected 'iss' value"
    `,
    `
      token-wrong-issuer stated: The server does not trust the token's issuer, \`https://staging.test\`.
    `,
  );
});

test('nothing speaks of an issuer', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ iss: 'https://staging.test', exp: 60 })}

    401
    `,
    `
      silent token-wrong-issuer
    `,
  );
});
