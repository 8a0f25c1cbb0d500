import { test } from 'node:test';
import { check } from '../../check.ts';

test('the server says so', () => {
  check(
    `
    OPTIONS https://api.test/items
    Origin: null
    Access-Control-Request-Method: PUT

    403

    Not allowed by CORS
    `,
    `
      origin-not-allowed stated: The request comes from \`null\`, which \`api.test\` does not allow.
    `,
  );
});

test('a foreign page shows the picture', () => {
  check(
    `
    GET https://www.test/hero.png
    Referer: https://blog.example/post
    Sec-Fetch-Site: cross-site

    403
    `,
    `
      origin-not-allowed likely: The request comes from \`https://blog.example\`, which \`www.test\` does not allow.
    `,
  );
});

test('the same site', () => {
  check(
    `
    GET https://www.test/hero.png
    Referer: https://www.test/post

    403
    `,
    `
      silent origin-not-allowed
    `,
  );
});
