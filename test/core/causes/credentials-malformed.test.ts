import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('an unresolved variable', () => {
  check(
    `
    GET https://a.test/x
    Authorization: Bearer {{token}}

    401
    `,
    `
      credentials-malformed proven: \`Authorization\` is broken: the variable {{token}} was not replaced by its value.
    `,
  );
});

test('Bearer twice', () => {
  check(
    `
    GET https://a.test/x
    Authorization: Bearer Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    `,
    `
      credentials-malformed proven: \`Authorization\` is broken: the scheme Bearer stands in it twice.
    `,
  );
});

test('user:password that was not encoded', () => {
  check(
    `
    GET https://a.test/x
    Authorization: Basic deploy:secret-pw

    401
    WWW-Authenticate: Basic realm="x"
    `,
    `
      credentials-malformed proven: \`Authorization\` is broken: the credentials stand in plain text (user:password); Basic takes them in Base64.
    `,
  );
});

test('a whole token', () => {
  check(
    `
    GET https://a.test/x
    Authorization: Bearer ${jwt({ sub: 'u1', exp: 3600 })}

    401
    `,
    `
      silent credentials-malformed
    `,
  );
});
