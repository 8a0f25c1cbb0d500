import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causes } from '../../../src/core/causes/index.ts';
import { diagnose } from '../../../src/core/diagnose.ts';
import { readFacts } from '../../../src/core/facts.ts';
import { check, exchange, jwt, now } from '../../check.ts';

test('exp in the past is proof', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ exp: -180 })}

    401
    WWW-Authenticate: Bearer error="invalid_token"
    `,
    `
      token-expired proven: The token expired 3 minutes before the request was sent.
    `,
  );
});

test('the server names another reason', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ exp: -180 })}

    401

    {"message":"invalid signature"}
    `,
    `
      token-signature-invalid stated: The server could not verify the signature of the token (alg \`HS256\`).
      token-expired likely: The token expired 3 minutes before the request was sent.
    `,
  );
});

test('a stale nonce of Digest', () => {
  check(
    `
    GET https://cam.test/
    Authorization: Digest username="anna", realm="x", nonce="a", uri="/", response="b"

    401
    WWW-Authenticate: Digest realm="x", nonce="c", stale=true
    `,
    `
      token-expired stated: The nonce is too old (\`stale=true\`); the password is right.
    `,
  );
});

test('exp ahead', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer ${jwt({ exp: 2040 })}

    401
    `,
    `
      ruled out token-expired: Its exp lies 34 minutes after the request.
    `,
  );
});

test('an opaque token', () => {
  check(
    `
    GET https://api.test/me
    Authorization: Bearer abcdefghijkl

    401
    `,
    `
      silent token-expired
    `,
  );
});

test('a stale nonce of Digest is no access token', () => {
  const [finding] = diagnose(
    readFacts(
      exchange(`
        GET https://device.test/cfg
        Authorization: Digest username="alice", realm="d", nonce="abcdefgh", uri="/cfg", response="0123456789abcdef"

        401
        WWW-Authenticate: Digest realm="d", nonce="ijklmnop", stale=true
      `),
      now * 1000,
    ),
    causes,
  ).findings;
  assert.equal(finding?.cause.id, 'token-expired');
  assert.match(finding?.found.why ?? '', /^A Digest server gives a nonce/);
});
