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
