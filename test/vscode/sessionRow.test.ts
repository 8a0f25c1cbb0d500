import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoginSession, TokenSession } from '../../src/core/auth/session.ts';
import { Secret } from '../../src/core/secret.ts';
import { sessionRow } from '../../src/vscode/sessions/row.ts';

const now = Date.UTC(2026, 10, 22, 12);
const minute = 60_000;

const tokens: TokenSession = {
  kind: 'tokens',
  key: { id: 'shop', user: 'ada', environment: 'dev' },
  obtainedAt: now - 48 * minute,
  refreshedAt: now - 3 * minute,
  expiresAt: now + 12.5 * minute,
  origins: ['https://api.example'],
  tokens: {
    accessToken: new Secret('access-token-that-nobody-sees-0123'),
    refreshToken: new Secret('refresh-token-that-nobody-sees-4567'),
    tokenType: 'Bearer',
    scopes: ['openid', 'orders:read'],
    receivedAt: now - 3 * minute,
  },
  asked: {},
  issuer: 'https://issuer.example',
  grant: 'authorization_code',
  clientId: 'why401-desktop',
  configuration: 'x',
};

const login: LoginSession = {
  kind: 'login',
  key: { id: 'login signIn (/work/shop.http)' },
  obtainedAt: now - minute,
  origins: [],
  path: '/work/shop.http',
  request: 'signIn',
  exchange: new Secret('{"response": "a whole exchange with secrets"}'),
  text: 'POST /login',
};

test('whose it is, what it is, and how long it lasts', () => {
  const row = sessionRow(tokens, now);
  assert.equal(row.label, 'ada · shop');
  assert.equal(row.description, 'ends in 13 min, access token · dev');
  const among = sessionRow(tokens, now, true);
  assert.deepEqual([among.label, among.description], ['ada · shop · dev', 'ends in 13 min, access token']);
  assert.equal(row.look, 'renewable');
  assert.equal(row.spoken, 'ada · shop · dev: ends in 13 min, access token, renewed when it is used');
  assert.deepEqual(row.details, [
    ['User', 'ada'],
    ['Environment', 'dev'],
    ['Scopes', 'openid orders:read'],
    ['Ends', 'in 13 minutes (2026-11-22 12:12:30 UTC)'],
    ['Last refresh', '3 minutes ago (2026-11-22 11:57:00 UTC)'],
    ['Obtained', '48 minutes ago (2026-11-22 11:12:00 UTC)'],
    ['Renewal', 'when it is used'],
    ['Client', 'why401-desktop'],
    ['Issuer', 'https://issuer.example'],
    ['Grant', 'Authorization code'],
    ['Token', 'Bearer acce…0123'],
    ['Goes to', 'https://api.example'],
  ]);
});

test('a login by request', () => {
  const row = sessionRow(login, now);
  assert.equal(row.label, 'signIn');
  assert.equal(row.description, 'no known end, login');
  assert.equal(row.context, 'session.login');
  assert.deepEqual(
    row.details.map(([name]) => name),
    ['Request', 'Obtained', 'Renewal', 'File'],
  );
});

test('the end is told as time goes by', () => {
  const words = (left: number) => sessionRow({ ...tokens, expiresAt: now + left }, now, true).description;
  assert.deepEqual(
    [100 * 60 * minute, 47 * 60 * minute, 119 * minute, minute, minute - 1, 16_001, 0, -minute, -3 * 60 * minute].map(
      words,
    ),
    [
      'ends in 4 days, access token',
      'ends in 47 h, access token',
      'ends in 119 min, access token',
      'ends in 1 min, access token',
      'ends in 60 s, access token',
      'ends in 17 s, access token',
      'just ended, access token',
      'ended 1 min ago, access token',
      'ended 3 h ago, access token',
    ],
  );
});

test('seconds are counted for the eye only', () => {
  const { spoken } = sessionRow({ ...tokens, expiresAt: now + minute / 2 }, now);
  assert.match(spoken, /: ends within a minute, access token, renewed/);
});

test('the row and what is told below it say the same length', () => {
  const row = sessionRow({ ...tokens, expiresAt: now + 14.8 * minute }, now);
  assert.match(row.description, /^ends in 15 min/);
  assert.match(row.details.find(([name]) => name === 'Ends')?.[1] ?? '', /^in 15 minutes/);
});

test('how it looks: by whether it lasts, and whether it can be had anew without a person', () => {
  const look = (left: number, refreshToken: boolean, grant = 'authorization_code') => {
    const { refreshToken: kept, ...others } = tokens.tokens;
    return sessionRow(
      {
        ...tokens,
        grant,
        expiresAt: now + left,
        tokens: refreshToken && kept ? { ...others, refreshToken: kept } : others,
      },
      now,
    ).look;
  };
  assert.equal(look(5 * minute, true), 'renewable');
  assert.equal(look(5 * minute, false), 'lasting');
  assert.equal(look(5 * minute, false, 'client_credentials'), 'renewable');
  assert.equal(look(minute / 2, true), 'ending-renewable');
  assert.equal(look(minute / 2, false), 'ending');
  assert.equal(look(-minute, true), 'ended-renewable');
  assert.equal(look(-minute, false), 'ended');
});

test('no secret is in it but its ends', () => {
  for (const it of [tokens, login]) {
    const text = JSON.stringify(sessionRow(it, now));
    assert.doesNotMatch(text, /nobody|whole exchange|4567/);
  }
});
