import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOf, endsSoon, hasEnded } from '../../../src/core/auth/lifetime.ts';
import { endOfLogin } from '../../../src/core/auth/loginEnd.ts';
import type { TokenSession } from '../../../src/core/auth/session.ts';
import type { Tokens } from '../../../src/core/auth/tokens.ts';
import type { Exchange } from '../../../src/core/exchange.ts';
import { Secret } from '../../../src/core/secret.ts';

const now = Date.UTC(2026, 5, 1, 12);

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.${'s'.repeat(43)}`;
}

function tokens(more: Partial<Tokens>): Tokens {
  return { accessToken: new Secret('opaque'), tokenType: 'Bearer', scopes: [], receivedAt: now, ...more };
}

test('expires_in counts from when the answer came', () => {
  assert.equal(endOf(tokens({ expiresIn: 300 })), now + 300_000);
  assert.equal(endOf(tokens({})), undefined);
});

test('exp is the server’s time: its skew is taken off', () => {
  const accessToken = new Secret(jwt({ exp: now / 1000 + 600 }));
  assert.equal(endOf(tokens({ accessToken })), now + 600_000);
  // The server is five minutes ahead, so its end comes five minutes earlier for us.
  assert.equal(endOf(tokens({ accessToken, serverDate: now + 300_000 })), now + 300_000);
  assert.equal(endOf(tokens({ accessToken, serverDate: now + 1500 })), now + 600_000, 'less than Date can tell');
});

test('a server that promises more than its token says is not believed', () => {
  const accessToken = new Secret(jwt({ exp: now / 1000 + 60 }));
  assert.equal(endOf(tokens({ accessToken, expiresIn: 3600 })), now + 60_000);
  assert.equal(endOf(tokens({ accessToken, expiresIn: 10 })), now + 10_000);
});

function session(lifetime: number | undefined): TokenSession {
  return {
    kind: 'tokens',
    key: { id: 'a' },
    obtainedAt: now,
    ...(lifetime === undefined ? {} : { expiresAt: now + lifetime }),
    origins: [],
    tokens: tokens({}),
    asked: {},
    grant: 'client_credentials',
    clientId: 'c',
    configuration: 'x',
  };
}

test('renewed thirty seconds ahead, and short ones in their last quarter', () => {
  assert.equal(endsSoon(session(600_000), now + 569_000), false);
  assert.equal(endsSoon(session(600_000), now + 571_000), true);
  assert.equal(endsSoon(session(20_000), now + 14_000), false);
  assert.equal(endsSoon(session(20_000), now + 16_000), true);
  assert.equal(endsSoon(session(undefined), now + 1e12), false, 'nothing tells its end');
  assert.equal(hasEnded(session(20_000), now + 20_000), true);
});

function answer(headers: Exchange['response']['headers'], json?: object): Exchange {
  const request = { method: 'POST', url: 'https://a.test/login', httpVersion: 'HTTP/1.1', headers: [] };
  const body = json && { text: JSON.stringify(json), size: 1, mimeType: 'application/json' };
  const response = { status: 200, statusText: 'OK', httpVersion: 'HTTP/1.1', headers, ...(body ? { body } : {}) };
  return { request, response, earlier: [], dropped: [], source: 'sent' };
}

test('a login ends with the first thing it gave that ends', () => {
  assert.equal(endOfLogin(answer([], { access_token: 'x', expires_in: 900 }), now), now + 900_000);
  assert.equal(endOfLogin(answer([], { token: jwt({ exp: now / 1000 + 60 }), expires_in: 900 }), now), now + 60_000);
  const cookie = { name: 'Set-Cookie', value: 'sid=1; Max-Age=120; HttpOnly' };
  assert.equal(endOfLogin(answer([cookie], { csrf: 'x' }), now), now + 120_000);
  const dated = { name: 'Set-Cookie', value: 'sid=1; Expires=Mon, 01 Jun 2026 12:30:00 GMT' };
  assert.equal(endOfLogin(answer([dated]), now), now + 30 * 60_000);
  // A cookie that is taken away says nothing of those that stay, and a refresh token outlives the session.
  const removed = { name: 'Set-Cookie', value: 'old=; Max-Age=0' };
  assert.equal(endOfLogin(answer([removed], { refresh_token: jwt({ exp: now / 1000 + 1 }) }), now), undefined);
});
