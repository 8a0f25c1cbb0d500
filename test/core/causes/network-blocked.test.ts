import { test } from 'node:test';
import { check } from '../../check.ts';

test('an address restriction', () => {
  check(
    `
    GET https://api.test/a?key=AIzaSywfbvKudQEp4F1d17ytkYWPatvw7tXXfz

    403

    {"error":{"message":"The provided API key has an IP address restriction. The originating IP address of the call (203.0.113.24) violates this restriction."}}
    `,
    `
      network-blocked stated: The server does not take requests from \`203.0.113.24\`.
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
      silent network-blocked
    `,
  );
});
