import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('an ID token', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ aud: 'spa', nonce: 'n', at_hash: 'h', exp: 60 })}

    401
    `,
    `
      token-wrong-type likely: The request carries an ID token; APIs take access tokens.
    `,
  );
});

test('the server says so', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ token_type: 'refresh', exp: 60 })}

    401

    {"code":"token_not_valid","messages":[{"message":"Token has wrong type"}]}
    `,
    `
      token-wrong-type stated: The server wants another kind of token than a refresh token (token_type is refresh).
    `,
  );
});

test('an access token', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ scope: 'read', exp: 60 }, { typ: 'at+jwt' })}

    401
    `,
    `
      silent token-wrong-type
    `,
  );
});

test('the refresh token of an earlier answer in the place of the access token', () => {
  check(
    `
    POST https://login.test/token

    grant_type=authorization_code&code=c1

    200 OK

    {"access_token":"a1b2c3d4e5f6","refresh_token":"r1b2c3d4e5f6"}
    ---
    GET https://login.test/me
    Authorization: Bearer r1b2c3d4e5f6

    401
    WWW-Authenticate: Bearer error="invalid_token"
    `,
    `
      token-wrong-type likely: The request carries the \`refresh_token\` of an earlier answer; APIs take its \`access_token\`.
    `,
  );
});
