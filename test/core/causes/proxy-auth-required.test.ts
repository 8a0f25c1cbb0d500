import { test } from 'node:test';
import { check } from '../../check.ts';

test('407 without credentials', () => {
  check(
    `
    GET http://www.test/a

    407 Proxy Authentication Required
    Proxy-Authenticate: Basic realm="corp"
    `,
    `
      proxy-auth-required proven: The proxy asks for \`Basic\`, and the request has none for it.
    `,
  );
});

test('a 401', () => {
  check(
    `
    GET http://www.test/a

    401
    `,
    `
      silent proxy-auth-required
    `,
  );
});
