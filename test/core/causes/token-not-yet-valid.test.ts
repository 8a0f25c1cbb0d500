import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('nbf ahead is proof', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ nbf: 600, exp: 3600 })}

    401

    {"message":"jwt not active"}
    `,
    `
      token-not-yet-valid proven: The token counts from \`2026-11-22 19:14:11 UTC\`, 10 minutes after the request was sent (\`nbf\`).
    `,
  );
});

test('nbf passed', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ nbf: -60, exp: 3600 })}

    401
    `,
    `
      ruled out token-not-yet-valid: The token counts since \`2026-11-22 19:03:11 UTC\` (nbf).
    `,
  );
});

test('no nbf', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    `,
    `
      silent token-not-yet-valid
    `,
  );
});
