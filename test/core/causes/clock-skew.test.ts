import { test } from 'node:test';
import { check } from '../../check.ts';

test('a stale timestamp', () => {
  check(
    `
    POST https://hooks.test/a
    X-Timestamp: 1795372351
    X-Signature: abcdef

    401
    Date: Sun, 22 Nov 2026 19:04:11 GMT

    {"error":"timestamp_out_of_range"}
    `,
    `
      clock-skew stated: The request is dated 32 minutes behind the server's clock.
    `,
  );
});

test('a timestamp that fits', () => {
  check(
    `
    POST https://hooks.test/a
    X-Timestamp: 1795374251
    X-Signature: abcdef

    401
    Date: Sun, 22 Nov 2026 19:04:11 GMT
    `,
    `
      silent clock-skew
    `,
  );
});
