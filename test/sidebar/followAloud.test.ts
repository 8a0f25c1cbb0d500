import assert from 'node:assert/strict';
import { test } from 'node:test';
import { news } from '../../src/sidebar/follow/aloud.ts';
import type { FollowState } from '../../src/sidebar/follow/protocol.ts';

const none = { shown: [], more: 0 };
function state(keys: readonly string[], more: Partial<FollowState> = {}): FollowState {
  const refusals = keys.map((key) => ({
    key,
    time: '',
    status: 401,
    method: 'GET',
    target: `/${key}`,
    address: '',
    says: 'No credentials were sent',
  }));
  return {
    running: 'following',
    sources: [],
    problems: [],
    minutes: [],
    counts: [],
    bursts: [],
    causes: none,
    addresses: none,
    paths: none,
    refusals,
    held: 0,
    ...more,
  };
}

test('one refusal is told, several are counted, and nothing new is silence', () => {
  assert.equal(news(state(['a']), state([])), '401, GET /a: No credentials were sent');
  assert.equal(news(state(['c', 'b', 'a']), state([])), '3 new refusals, the last 401 for GET /c');
  assert.equal(news(state(['a']), state(['a'])), undefined);
});

test('a burst goes before its refusals, and is told once', () => {
  const bursts = [{ parts: [{ ours: 'Somebody is guessing passwords.' }] }];
  assert.equal(news(state(['b', 'a'], { bursts }), state(['a'])), 'Somebody is guessing passwords.');
  assert.equal(news(state(['b'], { bursts }), state(['b'], { bursts })), undefined);
});
