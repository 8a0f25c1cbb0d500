import { test } from 'node:test';
import { check } from '../../check.ts';

test('Basic where Basic is asked for', () => {
  check(
    `
    GET https://files.test/a
    Authorization: Basic YWxpY2U6d3Jvbmc=

    401
    WWW-Authenticate: Basic realm="Members"
    `,
    `
      password-wrong likely: The server does not accept the user name or password of \`alice\` (\`Basic\`).
    `,
  );
});

test('a login form', () => {
  check(
    `
    POST https://app.test/login
    Content-Type: application/x-www-form-urlencoded

    username=anna&password=wrong

    401
    `,
    `
      password-wrong likely: The server does not accept the user name or password of \`anna\`.
    `,
  );
});

test('the user is known', () => {
  check(
    `
    GET https://files.test/a
    Authorization: Basic YWxpY2U6d3Jvbmc=

    403

    {"message":"User alice does not have permission to read"}
    `,
    `
      ruled out password-wrong: The server knows the user, so the password was right.
    `,
  );
});

test('no password', () => {
  check(
    `
    GET https://files.test/a

    401
    WWW-Authenticate: Basic realm="Members"
    `,
    `
      silent password-wrong
    `,
  );
});

test('the last message of an NTLM handshake', () => {
  check(
    `
    GET https://a.test/x
    Authorization: NTLM TlRMTVNTUAADAAAAGAAYAIoAAAAB8jg43+R7MOPq6EZ8

    401
    WWW-Authenticate: NTLM
    `,
    `
      password-wrong likely: The server does not accept the user name or password of the user (\`NTLM\`).
    `,
  );
});

test('a 401 that only says not authorized', () => {
  check(
    `
    GET https://a.test/x
    Authorization: Basic YWxpY2U6d3Jvbmc=

    401

    {"message":"You are not authorized to call this command."}
    `,
    `
      password-wrong likely: The server does not accept the user name or password of \`alice\` (\`Basic\`).
      role-missing possible: The caller \`alice\` is known and may not do \`GET /x\`.
    `,
  );
});
