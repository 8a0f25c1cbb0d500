import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('the challenge names the scope', () => {
  check(
    `
    POST https://api.test/orders
    Authorization: Bearer ${jwt({ scope: 'orders:read', exp: 60 })}

    403
    WWW-Authenticate: Bearer error="insufficient_scope", scope="orders:write"
    `,
    `
      scope-missing stated: The request needs \`orders:write\`; the token has \`orders:read\`.
    `,
  );
});

test('GitHub lists what would do', () => {
  check(
    `
    GET https://api.github.com/repos/a/b
    Authorization: token gho_26tPbeEtw0AfpAYeghngEsJ6U9uF3vBjy6sJ

    404
    X-OAuth-Scopes: read:user
    X-Accepted-OAuth-Scopes: repo
    `,
    `
      scope-missing likely: The request needs \`repo\`; the token has \`read:user\`.
    `,
  );
});

test('the token has the scope', () => {
  check(
    `
    GET https://api.test/orders
    Authorization: Bearer ${jwt({ scope: 'orders:read', exp: 60 })}

    401
    WWW-Authenticate: Bearer scope="orders:read"
    `,
    `
      ruled out scope-missing: The token has \`orders:read\`.
    `,
  );
});

test('no scope is spoken of', () => {
  check(
    `
    GET https://api.test/orders
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    `,
    `
      silent scope-missing
    `,
  );
});

test('a token request that asks for more than its client may have', () => {
  check(
    `
    POST https://is.test/connect/token
    Authorization: Basic YmlsbGluZzpzMg==
    Content-Type: application/x-www-form-urlencoded

    grant_type=client_credentials&scope=invoices.write

    400

    {"error":"invalid_scope"}
    `,
    `
      scope-missing stated: The issuer does not give \`invoices.write\` to the client \`billing\`: it does not know it, or the client may not have it.
        fix: Ask for scopes that the client is registered with
    `,
  );
});
