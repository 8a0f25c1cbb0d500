import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('a bare 403 to nobody', () => {
  check(
    `
    GET https://edge.test/x

    403

    Forbidden
    `,
    `
      unknown possible: The answer is \`403\`, and nothing in it or in the request shows the reason.
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
      silent unknown
    `,
  );
});
