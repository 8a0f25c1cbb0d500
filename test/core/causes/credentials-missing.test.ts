import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('nothing sent, and the server asks for Basic', () => {
  check(
    `
    GET https://files.test/a

    401
    WWW-Authenticate: Basic realm="x"
    `,
    `
      credentials-missing proven: The request carries no credentials, and the server asks for \`Basic\`.
    `,
  );
});

test('a cookie that was set for another path is named', () => {
  check(
    `
    POST https://app.test/portal/login
    Content-Type: application/json

    {"username":"a","password":"b"}

    200 OK
    Set-Cookie: portal.sid=abcdefgh; Path=/portal; HttpOnly
    ---
    GET https://app.test/api/me

    401
    `,
    `
      credentials-missing proven: The request carries no credentials: the cookie \`portal.sid\`, set before, was not sent.
    `,
  );
});

test('a request with a token has credentials', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    `,
    `
      ruled out credentials-missing: The request carries \`Authorization\`.
    `,
  );
});

test('a proxy that asks is another matter', () => {
  check(
    `
    GET https://api.test/me

    407
    Proxy-Authenticate: Basic realm="p"
    `,
    `
      silent credentials-missing
    `,
  );
});

test('the header asked for is offered, with variables in the place of secrets', () => {
  check(
    `
    GET https://api.test/me

    401
    WWW-Authenticate: Bearer realm="api"
    `,
    `
    credentials-missing proven: The request carries no credentials, and the server asks for \`Bearer\`.
      fix: Add \`Authorization: Bearer {{token}}\` to the request
    `,
  );
});

test('a token of the vendor in the query is a credential', () => {
  check(
    `
    GET https://media.test/library/sections?X-Plex-Token=xyz1aBcD2eFgH3iJkLmN

    401
    `,
    `
      token-invalid likely: The server rejects the token in \`X-Plex-Token\` and does not say why.
    `,
  );
});
