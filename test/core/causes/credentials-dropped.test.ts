import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('a redirect to another origin loses Authorization', () => {
  check(
    `
    GET https://api.test/a
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    302 Found
    Location: https://files.other/b
    ---
    GET https://files.other/b

    401
    `,
    `
      credentials-dropped proven: A redirect led from \`https://api.test\` to \`https://files.other\`, and \`Authorization\` did not go along.
    `,
  );
});

test('the server says that nothing came, and a fitting token was sent', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    Server: nginx/1.22

    {"message":"No authorization token was found"}
    `,
    `
      credentials-dropped likely: The request carries \`Authorization\`, and the server says that it got none: something between took it away.
    `,
  );
});

test('nothing was sent in the first place', () => {
  check(
    `
    GET https://api.test/me

    401
    `,
    `
      silent credentials-dropped
    `,
  );
});
