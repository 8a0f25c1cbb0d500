import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('an explicit deny', () => {
  check(
    `
    GET https://api.test/a
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    403

    {"Message":"User is not authorized to access this resource with an explicit deny"}
    `,
    `
      policy-denied stated: A rule at \`api.test\` denies \`GET /a\`, whatever the caller may do otherwise.
    `,
  );
});

test('a bare 403', () => {
  check(
    `
    GET https://api.test/a

    403
    `,
    `
      silent policy-denied
    `,
  );
});
