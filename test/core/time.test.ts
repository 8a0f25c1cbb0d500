import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { duration, formatBoth, formatTime, parseHttpDate, parseIso, relative } from '../../src/core/time.ts';

const moment = 1795374251; // 2026-11-22 19:04:11 UTC

test('the three forms of an HTTP date name the same moment', () => {
  assert.equal(parseHttpDate('Sun, 06 Nov 1994 08:49:37 GMT'), 784111777);
  assert.equal(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT'), 784111777);
  assert.equal(parseHttpDate('Sun Nov  6 08:49:37 1994'), 784111777);
});

test('what is not an HTTP date is undefined', () => {
  for (const text of [
    '',
    '0',
    '-1',
    'now',
    '2026-11-22',
    'Sun, 31 Feb 2026 00:00:00 GMT',
    'Sun, 06 Nov 1994 25:49:37 GMT',
    'Sun, 06 Foo 1994 08:49:37 GMT',
  ]) {
    assert.equal(parseHttpDate(text), undefined, text);
  }
});

test('dates as servers write them against the letter', () => {
  assert.equal(parseHttpDate(' Sun, 6 Nov 1994 08:49:37 UTC '), 784111777);
  assert.equal(parseHttpDate('Sun, 06-Nov-1994 08:49:37 GMT'), 784111777);
});

test('ISO instants, extended and basic', () => {
  assert.equal(parseIso('2026-11-22T19:04:11Z'), moment);
  assert.equal(parseIso('2026-11-22T20:04:11+01:00'), moment);
  assert.equal(parseIso('2026-11-22T13:34:11-0530'), moment);
  assert.equal(parseIso('20261122T190411Z'), moment);
  assert.equal(parseIso('2026-11-22 19:04:11.250Z'), moment + 0.25);
});

test('a local time without offset names no instant', () => {
  assert.equal(parseIso('2026-11-22T19:04:11'), undefined);
  assert.equal(parseIso('2026-11-22'), undefined);
  assert.equal(parseIso('2026-02-30T00:00:00Z'), undefined);
});

test('absolute time', () => {
  assert.equal(formatTime(moment), '2026-11-22 19:04:11 UTC');
  assert.equal(formatTime(moment + 0.9), '2026-11-22 19:04:11 UTC');
  assert.equal(formatTime(0), '1970-01-01 00:00:00 UTC');
  assert.equal(formatTime(moment * 1000), '58863-02-22 13:43:20 UTC');
  assert.equal(formatTime(1e20), '100000000000000000000 seconds after 1970');
});

test('a duration has one unit', () => {
  const table: [number, string][] = [
    [0, 'less than a second'],
    [0.4, 'less than a second'],
    [1, '1 second'],
    [59, '59 seconds'],
    [60, '1 minute'],
    [90, '90 seconds'],
    [120, '2 minutes'],
    [180, '3 minutes'],
    [3599, '1 hour'],
    [7190, '2 hours'],
    [86399, '1 day'],
    [3600, '1 hour'],
    [5400, '90 minutes'],
    [3 * 3600 + 5, '3 hours'],
    [86400, '1 day'],
    [36 * 3600, '36 hours'],
    [2 * 86400, '2 days'],
    [400 * 86400, '400 days'],
    [365 * 86400, '1 year'],
    [3 * 365 * 86400, '3 years'],
    [56_000 * 365 * 86400, '56,000 years'],
    [-180, '3 minutes'],
    [Number.NaN, 'an unknown time'],
  ];
  for (const [seconds, expected] of table) assert.equal(duration(seconds), expected, String(seconds));
});

test('before, now and after', () => {
  assert.equal(relative(moment - 3 * 3600, moment), '3 hours ago');
  assert.equal(relative(moment + 720, moment), 'in 12 minutes');
  assert.equal(relative(moment, moment + 0.5), 'now');
  assert.equal(formatBoth(moment, moment + 3 * 3600), '3 hours ago (2026-11-22 19:04:11 UTC)');
});

test('any text gives a number or undefined; any number gives words', () => {
  fc.assert(
    fc.property(fc.string(), fc.double(), (text, seconds) => {
      for (const read of [parseHttpDate(text), parseIso(text)]) assert.ok(read === undefined || Number.isFinite(read));
      assert.notEqual(formatTime(seconds), '');
      assert.notEqual(duration(seconds), '');
    }),
  );
});

test('what is printed is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      assert.equal(parseIso(formatTime(seconds).replace(' UTC', 'Z')), seconds);
      assert.equal(parseHttpDate(new Date(seconds * 1000).toUTCString()), seconds);
    }),
  );
});
