import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HttpResponse } from '../../../src/core/exchange.ts';
import { compareAnswers } from '../../../src/core/prove/compareAnswers.ts';

const answer = (status: number, text = '', headers: Record<string, string> = {}): HttpResponse => ({
  status,
  statusText: '',
  httpVersion: 'HTTP/1.1',
  headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
  body: { text, size: text.length, mimeType: 'text/plain' },
});

for (const [what, a, b] of [
  ['times', 'at 2026-11-22T19:04:11.123Z', 'at 2026-11-22T19:05:59.001Z'],
  [
    'ids of requests',
    '{"error":"no","id":"3f2504e0-4f89-11d3-9a0c-0305e82c3301"}',
    '{"error":"no","id":"9a2504e0-1f89-11d3-9a0c-0305e82c3399"}',
  ],
  ['counts since an epoch', '{"at":1763838251000}', '{"at":1763838259123}'],
  ['nonces', 'nonce=dcd98b7102dd2f0e8b11d0f600bfb0c093', 'nonce=0a98b7102dd2f0e8b11d0f600bfb0c0aa1'],
] as const) {
  test(`${what} are the same`, () => assert.deepEqual(compareAnswers(answer(401, a), answer(401, b)).differs, []));
}

for (const [what, a, b] of [
  ['words', 'token expired', 'token malformed'],
  ['short codes', '{"code":4013}', '{"code":4014}'],
  ['dotted codes', '{"code":"auth.token.v2.expired"}', '{"code":"auth.token.v2.unknown"}'],
] as const) {
  test(`${what} differ`, () => assert.deepEqual(compareAnswers(answer(401, a), answer(401, b)).differs, ['the text']));
}

test('what was sent may be repeated in the answer', () => {
  const [a, b] = [answer(401, 'unknown token abcd-efg'), answer(401, 'unknown token nobo-dyn')];
  assert.equal(compareAnswers(a, b).same.text, false);
  assert.equal(compareAnswers(a, b, ['abcd-efg', 'nobo-dyn']).same.text, true);
});

test('status, challenge and where it leads are compared; the query of that is not', () => {
  const to = (Location: string) => answer(302, '', { Location });
  assert.deepEqual(compareAnswers(to('/login?next=1'), to('/login?next=2')).differs, []);
  assert.deepEqual(compareAnswers(to('/login'), to('/home')).differs, ['Location']);
  assert.deepEqual(compareAnswers(answer(401, 'no'), answer(403, 'no')).differs, ['the status']);
  const challenge = (value: string) => answer(401, '', { 'WWW-Authenticate': value });
  assert.deepEqual(compareAnswers(challenge('Bearer error="invalid_token"'), challenge('Bearer')).differs, [
    'WWW-Authenticate',
  ]);
});
