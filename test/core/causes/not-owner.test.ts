import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

test('the path names another user', () => {
  check(
    `
    PATCH https://api.test/users/57/posts/9
    Authorization: Bearer ${jwt({ sub: '12', exp: 60 })}

    403
    `,
    `
      not-owner likely: The request is about \`57\`, and the caller is \`12\`.
    `,
  );
});

test('the caller’s own', () => {
  check(
    `
    PATCH https://api.test/users/12/posts/9
    Authorization: Bearer ${jwt({ sub: '12', exp: 60 })}

    403
    `,
    `
      silent not-owner
    `,
  );
});
