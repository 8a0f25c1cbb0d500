import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readClaims } from '../../../src/core/jwt/claims.ts';
import { inspectToken } from '../../../src/core/jwt/inspect.ts';
import { makeJwt } from './makeJwt.ts';

const now = 1795374251; // 2026-11-22 19:04:11 UTC

test('each claim has a label and a reading', () => {
  const rows: [name: string, value: unknown, label: string, reading: string][] = [
    ['exp', now - 3 * 3600, 'Expires', '3 hours ago (2026-11-22 16:04:11 UTC)'],
    ['iat', String(now), 'Issued', 'now (2026-11-22 19:04:11 UTC)'],
    [
      'exp',
      now * 1000,
      'Expires',
      '1795374251000: milliseconds, where seconds are expected; meant is now (2026-11-22 19:04:11 UTC)',
    ],
    ['exp', 'soon', 'Expires', '"soon" (no number of seconds)'],
    ['iss', 'https://id.test/', 'Issued by', 'https://id.test/'],
    ['aud', ['a', 'b'], 'For (audience)', 'a, b'],
    ['scope', 'read write', 'Scopes', 'read, write'],
    ['roles', [], 'Roles', 'none'],
    ['resource_access', { api: { roles: ['x', 'y'] } }, 'Client roles (Keycloak)', 'api: x, y'],
    ['email_verified', true, 'Address verified', 'yes'],
    ['alg', 'RS256', 'Algorithm', 'RS256 (RSA; verified with a public key)'],
    ['alg', 'none', 'Algorithm', 'none: not signed, anyone can write it'],
    ['cnf', { jkt: 'x' }, 'Bound to the key (confirmation)', 'a DPoP key: a proof by that key must be sent with it'],
    ['azpacr', '1', 'How the application signed in (Entra)', '1 (with a client secret)'],
    ['firebase', { sign_in_provider: 'password' }, 'Sign-in (Firebase)', 'signed in with password'],
    ['custom', { a: 1 }, 'custom', '{"a":1}'],
    ['expires_at', now + 720, 'expires_at', 'in 12 minutes (2026-11-22 19:16:11 UTC)'],
    ['sub', null, 'Subject (who)', 'null'],
  ];
  for (const [name, value, label, reading] of rows) {
    const [claim] = readClaims({ [name]: value }, now);
    assert.deepEqual([claim?.label, claim?.reading], [label, reading], `${name} ${JSON.stringify(value)}`);
  }
});

test('a secret among the claims is masked', () => {
  const [claim] = readClaims({ client_secret: 'abcdefghijklmnopqrstuvwxyz' }, now);
  assert.equal(claim?.reading, 'abcd…wxyz');
  assert.equal(claim?.value, '"abcd…wxyz"');
});

test('claims nested to the bottom of the stack are read', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  const objects: unknown = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
  for (const name of ['x', 'aud', 'roles', 'resource_access']) {
    for (const value of [deep, objects]) assert.equal(readClaims({ [name]: value }, now).length, 1);
  }
  const token = inspectToken(makeJwt(`{"exp":1,"roles":${'['.repeat(20_000)}${']'.repeat(20_000)}}`));
  assert.equal(token.exp, 1);
});

test('any claims are read without an exception', () => {
  const name = fc.oneof(
    fc.string(),
    fc.constantFrom(
      'exp',
      'aud',
      'scope',
      'realm_access',
      'cnf',
      'firebase',
      'alg',
      'email_verified',
      'toString',
      '__proto__',
    ),
  );
  fc.assert(
    fc.property(fc.dictionary(name, fc.jsonValue()), (claims) => {
      for (const it of readClaims(claims, now)) assert.equal(typeof it.reading, 'string');
    }),
  );
});
