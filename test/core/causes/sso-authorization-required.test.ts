import { test } from 'node:test';
import { check } from '../../check.ts';

test('GitHub and SAML', () => {
  check(
    `
    GET https://api.github.com/repos/a/b
    Authorization: token ghp_BuczIxEhf5ngOFtC5BGroKalMMWc44jMYbmt

    403
    X-GitHub-SSO: required; url=https://github.com/orgs/a/sso?x=1

    {"message":"Resource protected by organization SAML enforcement."}
    `,
    `
      sso-authorization-required stated: The organization wants this token to be authorized for its single sign-on (SAML).
    `,
  );
});

test('any other 403', () => {
  check(
    `
    GET https://api.github.com/repos/a/b

    403
    `,
    `
      silent sso-authorization-required
    `,
  );
});

test('the page that the answer names can be opened', () => {
  check(
    `
    GET https://api.github.com/repos/a/b
    Authorization: token ghp_BuczIxEhf5ngOFtC5BGroKalMMWc44jMYbmt

    403
    X-GitHub-SSO: required; url=https://github.com/orgs/a/sso?x=1

    {"message":"Resource protected by organization SAML enforcement."}
    `,
    `
      sso-authorization-required stated: The organization wants this token to be authorized for its single sign-on (SAML).
        fix: Authorize the token for the organization at \`github.com\`
    `,
  );
});
