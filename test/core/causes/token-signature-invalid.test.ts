import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('the server says so', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401

    {"message":"invalid signature"}
    `,
    `
      token-signature-invalid stated: The server could not verify the signature of the token (alg \`HS256\`).
    `,
  );
});

test('alg none', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ sub: 'u1' }, { alg: 'none' }).replace(/[^.]*$/, '')}

    401
    `,
    `
      token-signature-invalid proven: The token is not signed: its alg is \`none\`, its third part is empty.
    `,
  );
});

test('an unspecific refusal', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    `,
    `
      silent token-signature-invalid
    `,
  );
});
