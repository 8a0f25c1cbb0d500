import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CheckOptions, checkToken } from '../../../src/core/jwt/check.ts';
import { inspectToken } from '../../../src/core/jwt/inspect.ts';
import type { TokenCheck } from '../../../src/core/jwt/token.ts';
import { makeJwt } from './makeJwt.ts';

const now = 1795374251; // 2026-11-22 19:04:11 UTC

function check(
  payload: Record<string, unknown>,
  name: TokenCheck['check'],
  options: Partial<CheckOptions> = {},
  header = {},
): string | undefined {
  const token = inspectToken(makeJwt(payload, header));
  const found = checkToken(token, { now, ...options }).find((it) => it.check === name);
  return found && `${found.outcome}: ${found.says}`;
}

test('expiry', () => {
  assert.equal(check({ exp: now - 3 * 3600 }, 'exp'), 'wrong: It expired 3 hours ago (2026-11-22 16:04:11 UTC).');
  assert.equal(
    check({ exp: now + 720 }, 'exp'),
    'fine: It is valid for another 12 minutes (until 2026-11-22 19:16:11 UTC).',
  );
  assert.equal(check({ exp: now }, 'exp'), 'wrong: It expired now (2026-11-22 19:04:11 UTC).');
  assert.equal(check({}, 'exp'), 'note: It names no expiry (exp).');
  assert.equal(check({ exp: 'tomorrow' }, 'exp'), undefined);
});

test('expiry by two clocks', () => {
  assert.match(
    check({ exp: now + 60 }, 'exp', { serverNow: now + 300 }) ?? '',
    /^wrong: By our clock it expires in 1 minute .* by the server's clock it has expired\.$/,
  );
  assert.match(
    check({ exp: now - 60 }, 'exp', { serverNow: now - 300 }) ?? '',
    /^note: By our clock it expired 1 minute ago .* by the server's clock it is still valid\.$/,
  );
  assert.match(check({ exp: now + 1 }, 'exp', { serverNow: now + 2 }) ?? '', /^fine/);
});

test('not yet valid', () => {
  assert.equal(check({ nbf: now + 120 }, 'nbf'), 'wrong: It becomes valid in 2 minutes (2026-11-22 19:06:11 UTC).');
  assert.equal(
    check({ iat: now + 120 }, 'iat'),
    'wrong: It says that it was issued in the future: in 2 minutes (2026-11-22 19:06:11 UTC).',
  );
  assert.match(
    check({ nbf: now - 10 }, 'nbf', { serverNow: now - 600 }) ?? '',
    /^wrong: By the server's clock it becomes valid in the future .* the server's clock is behind\.$/,
  );
});

test('skew of the clocks is named', () => {
  assert.equal(
    check({}, 'skew', { serverNow: now - 600 }),
    "note: The server's clock is 10 minutes behind ours (its Date says 2026-11-22 18:54:11 UTC).",
  );
  assert.equal(check({}, 'skew', { serverNow: now + 2 }), "fine: Our clock and the server's agree.");
  assert.equal(check({}, 'skew'), undefined);
});

test('milliseconds where seconds are expected', () => {
  assert.match(
    check({ exp: (now + 60) * 1000 }, 'exp') ?? '',
    /^wrong: exp is 1795374311000: milliseconds.* Meant is in 1 minute /,
  );
  assert.equal(check({ exp: (now + 60) * 1000, iat: now * 1000 }, 'lifetime'), undefined);
});

test('lifetime', () => {
  assert.equal(check({ iat: now, exp: now + 3600 }, 'lifetime'), 'fine: It lives for 1 hour.');
  assert.equal(check({ iat: now, exp: now - 1 }, 'lifetime'), 'wrong: It expires before it was issued.');
  assert.equal(
    check({ iat: now, exp: now + 365 * 86400 }, 'lifetime'),
    'note: It lives for 1 year, which is long for a token that cannot be taken back.',
  );
});

test('algorithm', () => {
  assert.match(check({}, 'alg', {}, { alg: 'none' }) ?? '', /^wrong: It is not signed/);
  assert.match(check({}, 'alg') ?? '', /^note: It is signed with HS256/);
  assert.equal(
    check({}, 'alg', {}, { alg: 'RS256', kid: 'k1' }),
    'note: It is signed with RS256, key k1. The signature was not verified.',
  );
});

test('kind of token', () => {
  assert.equal(
    check({ token_use: 'id' }, 'use'),
    'note: It is an ID token, which tells a client who signed in: token_use is id. An API expects an access token.',
  );
  assert.equal(check({ scope: 'a' }, 'use'), 'fine: It is an access token: it has the claim scope.');
  assert.equal(check({}, 'use'), undefined);
});

test('audience and host, where that can be told', () => {
  const requestUrl = 'https://api.shop.example/orders';
  assert.match(check({ aud: 'https://api.shop.example' }, 'aud', { requestUrl }) ?? '', /^fine/);
  assert.match(
    check({ aud: 'https://api.bank.example.org' }, 'aud', { requestUrl }) ?? '',
    /^note: The audience is https:\/\/api\.bank\.example\.org; it was sent to api\.shop\.example/,
  );
  assert.equal(check({ aud: 'orders' }, 'aud', { requestUrl }), undefined);
  assert.equal(check({ aud: ['https://other.example.org', 'orders'] }, 'aud', { requestUrl }), undefined);
  assert.equal(check({ aud: 'https://id.shop.example' }, 'aud', { requestUrl }), undefined);
});

test('issuer and host, where that can be told', () => {
  assert.match(
    check({ iss: 'https://id.shop.example' }, 'iss', { requestUrl: 'https://api.shop.example' }) ?? '',
    /^fine/,
  );
  assert.match(
    check({ iss: 'https://login-staging.one.example' }, 'iss', { requestUrl: 'https://api.prod.two.test' }) ?? '',
    /^note: .* looks like staging, the host .* like production\.$/,
  );
  assert.equal(check({ iss: 'https://id.one.test' }, 'iss', { requestUrl: 'https://api.two.dev' }), undefined);
  assert.equal(check({ iss: 'joe' }, 'iss', { requestUrl: 'https://api.test' }), undefined);
});

test('wrong ones come first, and a broken token says what is broken', () => {
  const outcomes = checkToken(inspectToken(makeJwt({ exp: now - 5, iat: now - 10, scope: 'a' })), {
    now,
    serverNow: now - 100,
  }).map((it) => it.outcome);
  assert.deepEqual(
    outcomes,
    outcomes.toSorted((a, b) => ['wrong', 'note', 'fine'].indexOf(a) - ['wrong', 'note', 'fine'].indexOf(b)),
  );
  assert.deepEqual(
    checkToken(inspectToken('undefined'), { now }).map((it) => it.check),
    ['shape'],
  );
});
