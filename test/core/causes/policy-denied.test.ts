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

test('a sign-in that came back with an error', () => {
  check(
    `
    GET http://club.test/cb?error=access_denied&error_description=The+resource+owner+said+no&state=x

    401

    Unauthorized
    `,
    `
      policy-denied likely: The sign-in came back with \`error=access_denied\`: the user did not agree to it, or a rule of the issuer denied it.
      silent credentials-missing
    `,
  );
});
