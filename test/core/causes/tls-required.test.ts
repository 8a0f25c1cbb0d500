import { test } from 'node:test';
import { check } from '../../check.ts';

test('plain HTTP to the HTTPS port', () => {
  check(
    `
    GET http://www.test:443/a

    400
    Server: nginx/1.22

    <html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>
    `,
    `
      tls-required stated: The server takes HTTPS only, and the request came over \`http\`.
    `,
  );
});

test('any other 400', () => {
  check(
    `
    GET http://www.test/a

    400
    `,
    `
      silent tls-required
    `,
  );
});

test('a wordless refusal of what a proxy forwarded from plain http', () => {
  check(
    `
    POST https://a.test/orders
    X-Forwarded-Proto: http

    403
    `,
    `
      tls-required likely: The server is told by \`X-Forwarded-Proto\` that the request came over plain http, and refuses it without a word.
    `,
  );
});
