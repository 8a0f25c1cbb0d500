import { test } from 'node:test';
import { check } from '../../check.ts';

test('a logout came before', () => {
  check(
    `
    POST https://app.test/logout
    Cookie: sid=s-123456

    204
    ---
    GET https://app.test/me
    Cookie: sid=s-123456

    401
    `,
    `
      session-expired proven: The session ended with the request to \`/logout\` before this one.
    `,
  );
});

test('the server says so', () => {
  check(
    `
    GET https://app.test/me
    Cookie: sid=s-123456

    401

    {"error":"Your session expired. Please sign in again."}
    `,
    `
      session-expired stated: The session of the cookie \`sid\` is over or unknown to the server.
    `,
  );
});

test('no cookie', () => {
  check(
    `
    GET https://app.test/me

    401
    `,
    `
      silent session-expired
    `,
  );
});

test('the answer takes the cookie back', () => {
  check(
    `
    GET https://a.test/x
    Cookie: sessionid=8xk2h4c0v1gq7m3t9z5yb6n0e8wd2rfa

    403
    Set-Cookie: sessionid=""; Max-Age=0; Path=/

    {"detail":"Authentication credentials were not provided."}
    `,
    `
      session-expired likely: The session of the cookie \`sessionid\` is over or unknown to the server.
      shows: the answer deletes \`sessionid\`
    `,
  );
});
