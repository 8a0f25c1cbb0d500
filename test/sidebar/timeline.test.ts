import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Moment } from '../../src/sidebar/protocol.ts';
import { layOut } from '../../src/sidebar/timeline.ts';

test('an expired token: valid, then a gap until now', () => {
  const bar = layOut({ issued: at(0), expires: at(100), now: at(200) });
  assert.deepEqual(bar?.valid, { from: 4, to: 50, open: false });
  assert.deepEqual(bar?.gap, { from: 50, to: 96, kind: 'expired' });
  assert.deepEqual(kinds(bar), ['issued', 'expires', 'now']);
});

test('a living token: now stands inside, and there is no gap', () => {
  const bar = layOut({ issued: at(0), expires: at(100), now: at(25) });
  assert.deepEqual(bar?.valid, { from: 4, to: 96, open: false });
  assert.equal(bar?.gap, undefined);
  assert.equal(bar?.marks.find((it) => it.kind === 'now')?.at, 27);
});

test('a token from the future: it counts from nbf, and the gap lies before', () => {
  const bar = layOut({ issued: at(0), notBefore: at(100), expires: at(200), now: at(0) });
  assert.deepEqual(bar?.valid, { from: 50, to: 96, open: false });
  assert.deepEqual(bar?.gap, { from: 4, to: 50, kind: 'early' });
});

test('nbf equal to iat gets no mark of its own', () => {
  assert.deepEqual(kinds(layOut({ issued: at(5), notBefore: at(5), expires: at(9), now: at(6) })), [
    'issued',
    'expires',
    'now',
  ]);
});

test('no end: the bar runs on to its right end', () => {
  assert.deepEqual(layOut({ issued: at(0), now: at(10) })?.valid, { from: 4, to: 100, open: true });
});

test('no moment at all: no bar', () => {
  assert.equal(layOut({ now: at(10) }), undefined);
});

test('whatever the times, everything stands on the bar and in order', () => {
  const time = fc.option(fc.integer({ min: 0, max: 4_000_000_000 }), { nil: undefined });
  fc.assert(
    fc.property(time, time, time, fc.integer({ min: 0, max: 4_000_000_000 }), (issued, notBefore, expires, now) => {
      const bar = layOut({
        ...(issued === undefined ? {} : { issued: at(issued) }),
        ...(notBefore === undefined ? {} : { notBefore: at(notBefore) }),
        ...(expires === undefined ? {} : { expires: at(expires) }),
        now: at(now),
      });
      for (const it of [bar?.valid, bar?.gap]) assert.ok(!it || (0 <= it.from && it.from <= it.to && it.to <= 100));
      for (const mark of bar?.marks ?? []) assert.ok(0 <= mark.at && mark.at <= 100);
      const inTime = (bar?.marks ?? []).toSorted((a, b) => a.moment.at - b.moment.at);
      for (const [i, mark] of inTime.entries()) assert.ok((inTime[i - 1]?.at ?? 0) <= mark.at);
    }),
  );
});

function at(seconds: number): Moment {
  return { at: seconds, label: '', relative: '', absolute: '' };
}

function kinds(bar: ReturnType<typeof layOut>): string[] {
  return (bar?.marks ?? []).map((it) => it.kind);
}
