import { test } from 'node:test';
import { check } from '../../check.ts';

test('nginx without a certificate', () => {
  check(
    `
    GET https://mtls.test/a

    400
    Server: nginx/1.22

    <html><head><title>400 No required SSL certificate was sent</title></head></html>
    `,
    `
      client-certificate-required stated: The server asks for a client certificate, and the connection had none.
    `,
  );
});

test('any other 400', () => {
  check(
    `
    GET https://mtls.test/a

    400
    `,
    `
      silent client-certificate-required
    `,
  );
});
