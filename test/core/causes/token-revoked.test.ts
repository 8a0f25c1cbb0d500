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
