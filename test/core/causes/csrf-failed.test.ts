import { test } from 'node:test';
import { check } from '../../check.ts';

test('Laravel and the cookie without its header', () => {
  check(
    `
    POST https://shop.test/orders
    Cookie: XSRF-TOKEN=eyJpdiI6Ik1w; laravel_session=eyJpdiI6

    419
    Content-Type: application/json

    {"message":"CSRF token mismatch."}
    `,
    `
      csrf-failed stated: The cookie \`XSRF-TOKEN\` went along, and no header or field repeats its token.
    `,
  );
});

test('a field without its cookie', () => {
  check(
    `
    POST https://shop.test/mail
    Cookie: .AspNetCore.Identity.Application=CfDJ8U1rw30VpO1NoJsnOGmo3yAh6xR6

    __RequestVerificationToken=CfDJ8G&email=a

    400
    `,
    `
      csrf-failed likely: The server does not accept \`__RequestVerificationToken\`: its cookie is missing, it is too old, or it belongs to another session.
    `,
  );
});

test('a read', () => {
  check(
    `
    GET https://shop.test/orders
    Cookie: XSRF-TOKEN=eyJpdiI6Ik1w

    403
    `,
    `
      silent csrf-failed
    `,
  );
});
