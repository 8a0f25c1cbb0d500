import { test } from 'node:test';
import { check, jwt } from '../../check.ts';

function withAssertion(claims: Record<string, unknown>, more = '', header: Record<string, unknown> = {}): string {
  const assertion = jwt({ iss: 'app1', sub: 'app1', aud: 'https://id.example/token', exp: 300, ...claims }, header);
  return `
    POST https://id.example/token
    Content-Type: application/x-www-form-urlencoded

    grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=${assertion}${more}

    401

    {"error":"invalid_client","error_description":"client authentication failed"}
  `;
}

test('an assertion that has expired', () => {
  check(
    withAssertion({ exp: -120 }),
    `
      client-invalid proven: The \`client_assertion\` expired 2 minutes before the call.
        shows: \`exp\` of the \`client_assertion\` is \`2026-11-22 19:02:11 UTC\`, the time of the call \`2026-11-22 19:04:11 UTC\`
        fix: Sign a new \`client_assertion\` for each call, by a right clock (NTP), with \`exp\` some minutes ahead
    `,
  );
});

test('an assertion from the future, whose clock is wrong', () => {
  check(
    withAssertion({ iat: 600, exp: 900 }),
    `
      client-invalid proven: The \`client_assertion\` is from the future: its \`iat\` lies 10 minutes after the call.
    `,
  );
});

test('an assertion that names two clients, or another one than client_id', () => {
  check(
    withAssertion({ iss: 'https://app.example' }),
    `
      client-invalid proven: The \`client_assertion\` names two clients: iss is \`https://app.example\`, sub is \`app1\`.
    `,
  );
  check(
    withAssertion({}, '&client_id=app2'),
    `
      client-invalid proven: The \`client_assertion\` is of another client: its sub is \`app1\`, \`client_id\` is \`app2\`.
    `,
  );
});

test('an assertion for another server', () => {
  check(
    withAssertion({ aud: 'https://other.example/token' }),
    `
      client-invalid likely: The \`client_assertion\` is for another server: its aud is \`https://other.example/token\`.
        fix: Put \`https://id.example/token\` or the issuer into \`aud\` of the \`client_assertion\`
    `,
  );
});

test('an assertion in which nothing is to be seen', () => {
  check(
    withAssertion({}, '&client_id=app1'),
    `
      client-invalid stated: The issuer does not accept the client \`app1\` and does not say whether id, secret or method is wrong.
        shows: it authenticates by a signed assertion (private_key_jwt)
    `,
  );
});

test('secret in the header and in the body at once', () => {
  check(
    `
    POST https://id.example/token
    Authorization: Basic YXBwMTpaeDh+c2VjcmV0
    Content-Type: application/x-www-form-urlencoded

    grant_type=client_credentials&client_id=app1&client_secret=Zx8~secret

    401

    {"error":"invalid_client"}
    `,
    `
      client-invalid proven: The request authenticates the client \`app1\` in two ways at once: by Basic (client_secret_basic) and in the body (client_secret_post).
    `,
  );
});

test('JSON where a form is read', () => {
  check(
    `
    POST https://id.example/token
    Content-Type: application/json

    {"grant_type":"client_credentials","client_id":"app1","client_secret":"Zx8~secretsecret1234"}

    400

    {"error":"invalid_request","error_description":"Missing form parameter: grant_type"}
    `,
    `
      client-invalid stated: \`id.example\` refuses the client \`app1\`: a parameter of the request is missing.
        shows: \`Content-Type\` is \`application/json\`; token endpoints read \`application/x-www-form-urlencoded\`
        fix: Send the parameter that the answer names, in a form body (application/x-www-form-urlencoded)
    `,
  );
});
