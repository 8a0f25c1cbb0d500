import { test } from 'node:test';
import { check } from '../../check.ts';

test('a locked account', () => {
  check(
    `
    POST https://app.test/login

    {"username":"bert","password":"pw"}

    403

    {"error":"ACCOUNT_LOCKED","message":"Your account has been locked."}
    `,
    `
      account-blocked stated: The account \`bert\` is locked.
    `,
  );
});

test('an address not confirmed', () => {
  check(
    `
    POST https://app.test/login

    {"email":"b@x.test","password":"pw"}

    401

    {"error":"You have to confirm your email address before continuing."}
    `,
    `
      account-blocked stated: The account \`b@x.test\` is not confirmed yet.
    `,
  );
});

test('a wrong password', () => {
  check(
    `
    POST https://app.test/login

    {"username":"bert","password":"pw"}

    401

    {"error":"Wrong password"}
    `,
    `
      silent account-blocked
    `,
  );
});
