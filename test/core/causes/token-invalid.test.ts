import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('an opaque token and a bare 401', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer abcdefghijkl

    401
    `,
    `
      token-invalid likely: The server rejects the token in \`Authorization\` and does not say why.
    `,
  );
});

test('gives way to what is known', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ exp: -60 })}

    401
    `,
    `
      silent token-invalid
    `,
  );
});
