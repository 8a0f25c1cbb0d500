import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('a bare 403 to nobody', () => {
  check(
    `
    GET https://edge.test/x

    403

    Forbidden
    `,
    `
      unknown possible: The answer is \`403\`, and nothing in it or in the request shows the reason.
    `,
  );
});

test('gives way to what is known', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ exp: -60 })}

    401
    `,
    `
      silent unknown
    `,
  );
});

test('names what would tell: other credentials, another user, the log', () => {
  check(
    `
    GET https://edge.test/x?v=1
    X-Client: abc

    403

    Forbidden
    `,
    `
      unknown possible: The answer is \`403\`, and nothing in it or in the request shows the reason.
        fix: Send the request with credentials: if the answer changes, they were missing
        fix: Send the same request from another network and from a browser: a change points to a filter or an address list
        fix: Read the server's log at \`2026-11-22 19:04:11 UTC\`: it names the rule or file
    `,
  );
});
