import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { check } from '../../check.ts';

const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

/** A sign-in from its authorization request to the token call; `more` are parameters of the former and of the latter. */
function signIn(begun: string, token: string, answer = '{"error":"invalid_grant"}'): string {
  return `
    GET https://id.example/authorize?response_type=code&client_id=app1&state=s1${begun}

    302
    Location: https://id.example/login
    ---
    GET https://app.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=s1

    200
    ---
    POST https://id.example/token
    Content-Type: application/x-www-form-urlencoded

    grant_type=authorization_code&client_id=app1&code=SplxlOBeZQQYbYS6WxSbIA${token}

    400

    ${answer}
  `;
}

test('a verifier whose hash is another than the challenge', () => {
  const other = verifier.replace('d', 'e');
  const hash = createHash('sha256').update(other).digest('base64url');
  check(
    signIn(`&code_challenge=${challenge}&code_challenge_method=S256`, `&code_verifier=${other}`),
    `
      proof-of-possession-invalid proven: The \`code_verifier\` is of another sign-in: its hash is \`${hash}\`, the \`code_challenge\` was \`${challenge}\`.
        shows: the authorization request has the \`code_challenge\` \`${challenge}\` (\`S256\`)
        fix: Sign in again
    `,
  );
});

test('a verifier that fits is not the reason', () => {
  check(
    signIn(`&code_challenge=${challenge}&code_challenge_method=S256`, `&code_verifier=${verifier}`),
    `
      token-invalid likely: The issuer refuses the \`code\` and does not say why: it was used before, has expired (codes last a minute to ten), or is of another client, redirect_uri or code_verifier.
      silent proof-of-possession-invalid
    `,
  );
});

test('a challenge without a verifier', () => {
  check(
    signIn(`&code_challenge=${challenge}&code_challenge_method=S256`, ''),
    `
      proof-of-possession-invalid proven: The sign-in sent a \`code_challenge\`, and the token call has no \`code_verifier\` for it.
        shows: the token call sends no \`code_verifier\`
    `,
  );
});

test('a redirect address that differs between the two requests, both quoted', () => {
  check(
    signIn('&redirect_uri=https%3A%2F%2Fapp.example%2Fcb', '&redirect_uri=https%3A%2F%2Fapp.example%2Fcb%2F'),
    `
      client-invalid proven: The sign-in was begun with the \`redirect_uri\` \`https://app.example/cb\`, and the token call sends \`https://app.example/cb/\`.
        shows: the authorization request has the \`redirect_uri\` \`https://app.example/cb\`
        shows: the token call has the \`redirect_uri\` \`https://app.example/cb/\`
        fix: Send \`redirect_uri=https://app.example/cb\` with the code, letter by letter
    `,
  );
});

test('the redirect address of a pushed authorization request', () => {
  check(
    `
    POST https://id.example/par
    Content-Type: application/x-www-form-urlencoded

    response_type=code&client_id=app1&redirect_uri=http%3A%2F%2F127.0.0.1%3A4000%2Fcb

    201

    {"request_uri":"urn:ietf:params:oauth:request_uri:1","expires_in":60}
    ---
    POST https://id.example/token
    Content-Type: application/x-www-form-urlencoded

    grant_type=authorization_code&client_id=app1&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=http%3A%2F%2Flocalhost%3A4000%2Fcb

    400

    {"error":"invalid_grant","error_description":"grant request is invalid"}
    `,
    `
      client-invalid proven: The sign-in was begun with the \`redirect_uri\` \`http://127.0.0.1:4000/cb\`, and the token call sends \`http://localhost:4000/cb\`.
    `,
  );
});

const call = (name: string, value: string): string => `
    POST https://id.example/token
    Content-Type: application/x-www-form-urlencoded

    grant_type=${name === 'code' ? 'authorization_code' : name}&client_id=app1&client_secret=s3cr3t-s3cr3t-s3cr3t&${name}=${value}
`;

const gives = (value: string): string => `
    200

    {"access_token":"aaaaaaaaaaaaaaaaaaaa","refresh_token":"${value}","expires_in":300}
`;

const refuses = `
    400

    {"error":"invalid_grant"}
`;

test('a refresh token that comes a second time after another one was given for it', () => {
  check(
    `${call('refresh_token', 'first-refresh-token')}${gives('second-refresh-token')}    ---${call('refresh_token', 'first-refresh-token')}${refuses}`,
    `
      token-revoked proven: This \`refresh_token\` was used before, 10 seconds earlier, and another one was given for it: the server ended the whole chain.
        shows: \`/token\` took the same \`refresh_token\` and answered with a new one
        fix: Sign in again
    `,
  );
});

test('the newest refresh token, ended since an older one came twice', () => {
  check(
    `${call('refresh_token', 'first-refresh-token')}${gives('second-refresh-token')}    ---${call('refresh_token', 'first-refresh-token')}${refuses}    ---${call('refresh_token', 'second-refresh-token')}${refuses}`,
    `
      token-revoked likely: An earlier call to \`/token\` sent a code or \`refresh_token\` a second time, and the server ended the whole chain, this one included.
    `,
  );
});

test('the same client secret with another refresh token is no reuse', () => {
  check(
    `${call('refresh_token', 'first-refresh-token')}${gives('second-refresh-token')}    ---${call('refresh_token', 'third-refresh-token')}${refuses}`,
    `
      token-invalid likely: The issuer refuses the \`refresh_token\` and does not say why: it was replaced by a newer one, revoked, has expired, or is of another client.
      silent token-revoked
    `,
  );
});

test('a code that comes a second time', () => {
  check(
    `${call('code', 'SplxlOBeZQQYbYS6WxSbIA')}${gives('first-refresh-token')}    ---${call('code', 'SplxlOBeZQQYbYS6WxSbIA')}${refuses}`,
    `
      token-revoked proven: This \`code\` was exchanged before, 10 seconds earlier: each counts once.
        fix: Sign in again
    `,
  );
});

test('a plain challenge is compared as it is, and not shown', () => {
  check(
    signIn(`&code_challenge=${challenge}`, `&code_verifier=${verifier}`),
    `
      proof-of-possession-invalid proven: The \`code_verifier\` is of another sign-in: it is not the text of the \`code_challenge\` (\`plain\`).
    `,
  );
});

test('a code that was given long before', () => {
  check(
    `
    GET https://app.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=s1

    200
    ${'---\n    GET https://app.example/\n\n    200\n    '.repeat(40)}---
    POST https://id.example/token
    Content-Type: application/x-www-form-urlencoded

    grant_type=authorization_code&client_id=app1&code=SplxlOBeZQQYbYS6WxSbIA

    400

    {"error":"invalid_grant"}
    `,
    `
      token-invalid likely: The issuer refuses the \`code\` and does not say why: it was used before, has expired (codes last a minute to ten), or is of another client, redirect_uri or code_verifier.
      silent token-expired
    `,
  );
});

test('of a sign-in in the answer, the request with its state counts, not a later one', () => {
  check(
    `
    GET https://id.example/authorize?response_type=code&client_id=app1&state=s1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb

    302
    Location: https://app.example/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=s1
    ---
    GET https://id.example/authorize?response_type=code&client_id=app1&state=s2&redirect_uri=https%3A%2F%2Fapp.example%2Fother

    302
    Location: https://app.example/other?code=AnotherCodeAnother&state=s2
    ---
    POST https://id.example/token
    Content-Type: application/x-www-form-urlencoded

    grant_type=authorization_code&client_id=app1&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2Fapp.example%2Fcb

    400

    {"error":"invalid_grant"}
    `,
    `
      token-invalid likely: The issuer refuses the \`code\` and does not say why: it was used before, has expired (codes last a minute to ten), or is of another client, redirect_uri or code_verifier.
      silent client-invalid
    `,
  );
});
