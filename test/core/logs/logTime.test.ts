import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateOf, readTime, readTimeAt } from '../../../src/core/logs/logTime.ts';
import { fixedClock } from '../../../src/core/logs/serverClock.ts';

const now = Date.UTC(2026, 10, 27, 12);
const clock = fixedClock(60, now);
const nine = Date.UTC(2026, 10, 27, 9);

test('the forms in which servers write one and the same moment', () => {
  for (const it of [
    '27/Nov/2026:10:00:00 +0100',
    '27/Nov/2026 10:00:00',
    '2026/11/27 10:00:00',
    '2026-11-27T09:00:00Z',
    '2026-11-27T10:00:00+01:00',
    '2026-11-27 10:00:00 +0100',
    '2026-11-27 10:00:00',
    '2026-11-27 09:00:00 UTC',
    'Fri Nov 27 10:00:00 2026',
    'Fri Nov 27 10:00:00.000000 2026',
    'Nov 27 10:00:00',
    'Nov 27 2026 10:00:00',
    '27-Nov-2026 09:00:00 UTC',
    'Fri, 27 Nov 2026 09:00:00 GMT',
    '10:00:00',
  ]) {
    const read = readTimeAt(it, 0, clock);
    assert.deepEqual([read?.at, read?.end], [nine, it.length], it);
  }
});

test('counts since the epoch, coarse and fine', () => {
  const seconds = String(nine / 1000);
  for (const [written, step] of [
    [seconds, 1000],
    [`${seconds}.5`, 100],
    [`${seconds}500`, 1],
    [`${seconds}500000`, 0.001],
  ] as const) {
    assert.deepEqual(
      [readTime(written, clock)?.at, readTime(written, clock)?.step],
      [written === seconds ? nine : nine + 500, step],
    );
  }
});

test('without a year, and without a day, it is the last one', () => {
  assert.equal(readTimeAt('Dec 31 23:59:59', 0, clock)?.at, Date.UTC(2025, 11, 31, 22, 59, 59));
  assert.equal(readTimeAt('23:00:00', 0, clock)?.at, Date.UTC(2026, 10, 26, 22));
});

test('what is no time', () => {
  for (const it of ['', '27/Now/2026:10:00:00 +0100', '2026-13-27T10:00:00Z', '99:00:00', 'Nov', '12345', '2026-11-27'])
    assert.equal(readTimeAt(it, 0, clock), undefined, it);
});

test('dates before and after the epoch, leap days too', () => {
  for (const ms of [
    0,
    -1,
    Date.UTC(2000, 1, 29),
    Date.UTC(2024, 1, 29, 23),
    Date.UTC(1969, 11, 31),
    Date.UTC(2100, 2, 1),
  ]) {
    const it = new Date(ms);
    assert.deepEqual(dateOf(ms), { year: it.getUTCFullYear(), month: it.getUTCMonth() + 1, day: it.getUTCDate() });
  }
});
