import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('the gateway has no keys', () => {
  check(
    `
    GET https://api.test/a
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    Server: envoy

    Jwks remote fetch is failed
    `,
    `
      upstream-auth-failed stated: What checks callers for \`api.test\` does not work; the credentials are not the reason.
    `,
  );
});

test('the check answers 500', () => {
  check(
    `
    GET https://app.test/a
    Cookie: sid=u_9002

    500
    Server: nginx/1.22
    `,
    `
      upstream-auth-failed likely: The server failed with \`500\` before it could decide who is calling.
    `,
  );
});

test('a plain 401', () => {
  check(
    `
    GET https://api.test/a
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    `,
    `
      silent upstream-auth-failed
    `,
  );
});
