import { test } from 'node:test';
import { check } from '../../check.ts';

test('the end of the link has passed', () => {
  check(
    `
    GET https://cdn.test/a.mp4?md5=m2pTS5MsxBwsG5k9H8xfqA&expires=1795370651

    403
    `,
    `
      url-signature-expired proven: The link ended 1 hour before the request was sent (\`expires\`).
    `,
  );
});

test('a link that is good', () => {
  check(
    `
    GET https://cdn.test/a.mp4?md5=m2pTS5MsxBwsG5k9H8xfqA&expires=1795384251

    403
    `,
    `
      ruled out url-signature-expired: The link is good until \`2026-11-22 21:50:51 UTC\`.
    `,
  );
});

test('no signed link', () => {
  check(
    `
    GET https://cdn.test/a.mp4

    403
    `,
    `
      silent url-signature-expired
    `,
  );
});
