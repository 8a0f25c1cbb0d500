import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('the server names the one it wants', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ aud: 'https://other.test', exp: 60 })}

    401

    {"message":"jwt audience invalid. expected: https://api.test"}
    `,
    `
      token-wrong-audience stated: The API wants the audience \`https://api.test\`; the token is for \`https://other.test\`.
    `,
  );
});

test('the audience is a foreign host', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ aud: 'https://graph.example', exp: 60 })}

    401
    `,
    `
      token-wrong-audience likely: The token is for \`https://graph.example\`, and the request goes to \`api.test\`.
    `,
  );
});

test('the audience is this host', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ aud: 'https://api.test/', exp: 60 })}

    401
    `,
    `
      ruled out token-wrong-audience: The audience \`https://api.test/\` is this host.
    `,
  );
});

test('no audience', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    `,
    `
      silent token-wrong-audience
    `,
  );
});
