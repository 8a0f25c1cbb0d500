import { test } from 'node:test';
import { check } from '../../check.ts';

test('the server says so', () => {
  check(
    `
    GET https://api.test/a
    X-Api-Key: k-123456

    401

    {"message":"Invalid API key"}
    `,
    `
      api-key-invalid stated: The server does not know the key in \`X-Api-Key\`.
    `,
  );
});

test('a key and a bare 401', () => {
  check(
    `
    GET https://api.test/a
    X-Api-Key: k-123456

    401
    `,
    `
      api-key-invalid likely: The server does not know the key in \`X-Api-Key\`.
    `,
  );
});

test('no key', () => {
  check(
    `
    GET https://api.test/a

    401
    `,
    `
      silent api-key-invalid
    `,
  );
});
