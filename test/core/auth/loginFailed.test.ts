import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loginFailed } from '../../../src/core/auth/loginFailed.ts';

const answer = (status: number, text: string, headers: Record<string, string> = {}) =>
  loginFailed({
    request: { method: 'POST', url: 'https://a.test/login', httpVersion: 'HTTP/1.1', headers: [] },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      body: { text, size: text.length, mimeType: 'application/json' },
    },
    earlier: [],
    dropped: [],
    source: 'sent',
  });

test('a refusal inside a 200 is no login', () => {
  assert.equal(answer(200, '{"success":false}'), true);
  assert.equal(answer(200, '{"ok":false,"message":"wrong password"}'), true);
  assert.equal(answer(200, '{"error":"invalid_grant"}'), true);
  assert.equal(answer(302, '', { Location: '/login?failed=1' }), true);
  assert.equal(answer(401, '{}'), true);
});

test('a token, a session and a redirect home are', () => {
  assert.equal(answer(200, '{"access_token":"x","expires_in":60}'), false);
  assert.equal(answer(200, '{"success":true,"csrf":"y"}'), false);
  assert.equal(answer(302, '', { Location: '/home' }), false);
  assert.equal(answer(204, ''), false);
});
