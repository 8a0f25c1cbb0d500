import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('the log shows the revocation', () => {
  check(
    `
    POST https://login.test/token/revocation

    token=abcdefghijkl&client_id=spa

    200 OK
    ---
    GET https://login.test/me
    Authorization: Bearer abcdefghijkl

    401
    WWW-Authenticate: Bearer error="invalid_token"
    `,
    `
      token-revoked proven: An earlier request, \`/token/revocation\`, ended this token.
    `,
  );
});

test('the server says so', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401

    {"msg":"Token has been revoked"}
    `,
    `
      token-revoked stated: The server ended the token in \`Authorization\` before its time (exp is \`2026-11-22 20:04:11 UTC\`).
    `,
  );
});

test('nothing tells', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    `,
    `
      silent token-revoked
    `,
  );
});

test('a refresh token that was exchanged before', () => {
  check(
    `
    POST https://login.test/token

    grant_type=refresh_token&refresh_token=Xb1-abcdefghijkl&client_id=spa

    200 OK

    {"access_token":"a1","refresh_token":"Xb2-abcdefghijkl"}
    ---
    POST https://login.test/token

    grant_type=refresh_token&refresh_token=Xb1-abcdefghijkl&client_id=spa

    400

    {"error":"invalid_grant","error_description":"grant request is invalid"}
    `,
    `
      token-revoked proven: This \`refresh_token\` was used before, 10 seconds earlier, and another one was given for it: the server ended the whole chain.
    `,
  );
});

test('a refresh token that was exchanged before, and no other one is seen to have been given for it', () => {
  check(
    `
    POST https://login.test/token

    grant_type=refresh_token&refresh_token=abcdefghijkl&client_id=spa

    200

    {"access_token":"mnopqrstuvwx","expires_in":300}
    ---
    POST https://login.test/token

    grant_type=refresh_token&refresh_token=abcdefghijkl&client_id=spa

    400

    {"error":"invalid_grant"}
    `,
    `
      token-revoked likely: This \`refresh_token\` was exchanged before, 10 seconds earlier: issuers that rotate refresh tokens take each one once.
    `,
  );
});
