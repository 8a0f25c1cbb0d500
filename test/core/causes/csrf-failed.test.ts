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

test('Django and a Referer that is not there', () => {
  check(
    `
    POST https://shop.test/cart
    Cookie: csrftoken=RYyAabcdefghxBas
    Content-Type: application/x-www-form-urlencoded

    qty=1&csrfmiddlewaretoken=RYyAabcdefghxBas

    403
    Server: WSGIServer/0.2 CPython/3.11.2
    Content-Type: text/html

    <html><title>403 Forbidden</title><p>CSRF verification failed. Request aborted.</p><p>Referer checking failed - no Referer.</p></html>
    `,
    `
      csrf-failed stated: The server wants a \`Referer\` of its own site beside the anti-forgery token, and the request has none.
        fix: Add \`Referer: https://shop.test/\` to the request
    `,
  );
});

test('the header repeats an older value than the cookie has', () => {
  check(
    `
    POST https://crm.test/api/leads
    Cookie: XSRF-TOKEN=c94be07a; SID=b20e5d91c3f7a846e1b0d2c4
    X-XSRF-TOKEN: 7d1f0c52
    Content-Type: application/json

    {"name":"L"}

    403

    {"error":"Forbidden"}
    `,
    `
      csrf-failed likely: The header \`X-XSRF-TOKEN\` does not hold the value of the cookie \`XSRF-TOKEN\`: the token was changed since, mostly by a login.
        fix: Read the cookie \`XSRF-TOKEN\` before each request, and send its value in \`X-XSRF-TOKEN\`
    `,
  );
});

test('a percent-encoded cookie has the same value', () => {
  check(
    `
    POST https://crm.test/api/leads
    Cookie: XSRF-TOKEN=a%3D%3D; SID=b20e5d91c3f7a846e1b0d2c4
    X-XSRF-TOKEN: a==
    Content-Type: application/json

    {"name":"L"}

    403

    {"error":"Forbidden"}
    `,
    `
      role-missing likely: The caller is known and may not do \`POST /api/leads\`.
    `,
  );
});
