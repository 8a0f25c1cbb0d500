import { test } from 'node:test';
import { check } from '../../check.ts';

test('Retry-After', () => {
  check(
    `
    GET https://api.test/a
    Authorization: Bearer abcdefghijkl

    403
    Retry-After: 60

    {"message":"You have exceeded a secondary rate limit."}
    `,
    `
      rate-limited stated: The caller is over a limit and may try again in 1 minute.
    `,
  );
});

test('the allowance is used up', () => {
  check(
    `
    GET https://api.test/a
    Authorization: Bearer abcdefghijkl

    403
    X-RateLimit-Remaining: 0
    `,
    `
      rate-limited stated: The caller is over a limit.
    `,
  );
});

test('there is allowance left', () => {
  check(
    `
    GET https://api.test/a
    Authorization: Bearer abcdefghijkl

    403
    X-RateLimit-Remaining: 40
    `,
    `
      silent rate-limited
    `,
  );
});
