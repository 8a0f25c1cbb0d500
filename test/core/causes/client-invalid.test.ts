import { test } from 'node:test';
import { check } from '../../check.ts';

test('invalid_client', () => {
  check(
    `
    POST https://login.test/token
    Authorization: Basic c3BhOnNlY3JldA==
    Content-Type: application/x-www-form-urlencoded

    grant_type=client_credentials

    401

    {"error":"invalid_client","error_description":"client authentication failed"}
    `,
    `
      client-invalid stated: The issuer does not accept the client \`spa\` and does not say whether id, secret or method is wrong.
        shows: it authenticates by Basic (client_secret_basic)
        fix: Compare client_id, secret and method with the issuer's registration
    `,
  );
});

test('another error', () => {
  check(
    `
    POST https://login.test/token

    grant_type=client_credentials&client_id=spa

    400

    {"error":"invalid_scope"}
    `,
    `
      silent client-invalid
    `,
  );
});
