import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainRefusal, explainRefusals } from '../../src/core/explainAll.ts';
import { readExchanges } from '../../src/core/read/index.ts';

function har(entries: readonly (readonly [string, number, string])[]): string {
  const list = entries.map(([url, status, token]) => ({
    request: { url: `https://api.test/${url}`, headers: [{ name: 'Authorization', value: `Bearer ${token}` }] },
    response: { status, headers: [{ name: 'Set-Cookie', value: 'sid=abcdefgh; Path=/' }] },
  }));
  return JSON.stringify({ log: { entries: list } });
}

const again = Array.from({ length: 300 }, () => ['me', 401, 'abcdefghijklmnop'] as const);

test('what is repeated gets the report it would get by itself', () => {
  const logs = [
    again,
    [['me', 200, 'abcdefghijklmnop'] as const, ...again],
    [['logout', 200, 'abcdefghijklmnop'] as const, ...again, ['me', 401, 'ponmlkjihgfedcba'] as const],
    [...again, ['me', 200, 'abcdefghijklmnop'] as const, ...again],
    again.flatMap((it) => [it, ['you', 403, 'abcdefghijklmnop'] as const]),
  ];
  for (const log of logs) {
    const { exchanges } = readExchanges(har(log));
    const refusals = explainRefusals(exchanges, 0);
    const apart = exchanges.flatMap((it, entry) => explainRefusal(it, entry, 0) ?? []);
    assert.deepEqual(
      refusals.map((it) => [it.entry, it.report]),
      apart.map((it) => [it.entry, it.report]),
    );
  }
});

test('of a long run of one and the same refusal fifty are explained, and each has its entry', () => {
  const refusals = explainRefusals(readExchanges(har(again)).exchanges, 0);
  assert.equal(refusals.length, 300);
  assert.deepEqual(
    refusals.map((it) => it.entry),
    again.map((_, i) => i),
  );
  assert.ok(new Set(refusals.map((it) => it.report)).size <= 52);
});
