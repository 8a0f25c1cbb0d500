import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('the answer names the role', () => {
  check(
    `
    DELETE https://api.test/posts/1
    Authorization: Bearer ${jwt({ sub: 'u1', role: 'member', exp: 60 })}

    403

    {"message":"role moderator required"}
    `,
    `
      role-missing stated: The caller \`u1\` lacks the right \`moderator\`; the token has \`member\`.
    `,
  );
});

test('a known user and a bare 403', () => {
  check(
    `
    GET https://files.test/group
    Authorization: Basic Ym9iOmJ1aWxkZXI=

    403
    `,
    `
      role-missing likely: The caller \`bob\` is known and may not do \`GET /group\`.
    `,
  );
});

test('nobody is known', () => {
  check(
    `
    GET https://files.test/group

    401
    `,
    `
      silent role-missing
    `,
  );
});
