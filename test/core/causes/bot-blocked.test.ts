import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('Cloudflare 1010', () => {
  check(
    `
    GET https://www.test/feed
    User-Agent: Python-urllib/3.12

    403
    Server: cloudflare
    CF-RAY: 8f9e-DFW

    error code: 1010
    `,
    `
      bot-blocked stated: A filter in front of \`www.test\` refused the request.
    `,
  );
});

test('what looks like an injection', () => {
  check(
    `
    GET https://www.test/p?q=1'%20or%20'1'='1
    User-Agent: Mozilla/5.0 (X11)

    403
    `,
    `
      bot-blocked likely: The URL holds what filters take for an attack, and the request was refused before the application saw it.
    `,
  );
});

test('an API that refuses a known user', () => {
  check(
    `
    GET https://api.test/a
    User-Agent: curl/8
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    403
    `,
    `
      silent bot-blocked
    `,
  );
});

test('a body that filters take for an attack', () => {
  check(
    `
    POST https://a.test/metrics
    Authorization: Bearer abc123def456
    Content-Type: application/json

    {"query":"SELECT name FROM users WHERE id=1"}

    403
    Content-Type: text/html

    <html><head><title>403 Forbidden</title></head><body><h1>403 Forbidden</h1></body></html>
    `,
    `
      bot-blocked likely: The body holds what filters take for an attack, and the request was refused before the application saw it.
      shows: it holds \`SELECT name FROM users WHERE\`
    `,
  );
});
