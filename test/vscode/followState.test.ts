import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { LogRecord } from '../../src/core/logs/logRecord.ts';
import { type FollowScene, followState, linesOf } from '../../src/vscode/logs/followState.ts';

const now = Date.parse('2026-11-27T20:59:30Z');
const canary = 'sk_live_CanaryInTheLog0123456789abcdef';

function refusal(key: number, ago: number, status: number, target = '/login', address = '203.0.113.7') {
  const record: LogRecord = {
    kind: 'access',
    file: '/var/log/nginx/access.log',
    offset: key,
    text: `${address} "GET ${target}" ${status}`,
    at: now - ago,
    method: 'GET',
    target,
    status,
    address,
  };
  return { key: String(key), refusal: { record, cause: 'unknown' as const, lines: [] } };
}

const scene: FollowScene = {
  running: 'following',
  logs: ['/var/log/nginx/access.log'],
  problems: [],
  refusals: [],
  answered: [],
  held: 0,
  now,
  wordsOf: (id) => ({ title: id, why: '' }),
};

suite('following refusals', () => {
  test('a bar a minute, 401 and 403 apart, the last one now', () => {
    const refusals = [refusal(1, 3_599_000, 401), refusal(2, 61_000, 403), refusal(3, 1000, 401), refusal(4, 0, 401)];
    const { minutes, counts } = followState({ ...scene, refusals });
    assert.equal(minutes.length, 60);
    assert.deepEqual(minutes.at(-1), { at: '20:59', unauthorized: 2, forbidden: 0 });
    assert.deepEqual(minutes.at(-2), { at: '20:58', unauthorized: 0, forbidden: 1 });
    assert.deepEqual(counts, [
      { status: 401, count: 3 },
      { status: 403, count: 1 },
    ]);
  });

  test('what is older than an hour is not counted', () => {
    assert.equal(followState({ ...scene, refusals: [refusal(1, 3_700_000, 401)] }).refusals.length, 0);
  });

  test('a burst is said in words', () => {
    const refusals = Array.from({ length: 30 }, (_, at) => refusal(at, (30 - at) * 1000, 401));
    const [burst] = followState({ ...scene, refusals }).bursts;
    assert.match(JSON.stringify(burst), /203\.0\.113\.7/);
  });

  test('secrets are masked and escapes spelled, in rows and in what is opened', () => {
    const refusals = [refusal(1, 0, 401, `/x?token=${canary}\x1b[31m`)];
    const state = JSON.stringify(followState({ ...scene, refusals, opened: '1' }));
    assert.ok(!state.includes(canary));
    assert.ok(!state.includes('\\u001b'));
  });

  test('equal lines of one refusal are shown once', () => {
    const { refusal: it } = refusal(1, 0, 401);
    const line = { record: { ...it.record, text: 'no user', offset: 5 }, sure: 'likely' as const, why: { parts: [] } };
    assert.equal(linesOf({ ...it, lines: [line, { ...line, record: { ...line.record, offset: 9 } }] }).length, 2);
  });
});
