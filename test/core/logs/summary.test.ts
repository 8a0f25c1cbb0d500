import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { hourChart } from '../../../src/core/logs/hourChart.ts';
import type { LogRecord } from '../../../src/core/logs/logRecord.ts';
import { maskLogText } from '../../../src/core/logs/maskLogText.ts';
import { readRecords } from '../../../src/core/logs/readRecords.ts';
import { reasonOf, reasonOfAll } from '../../../src/core/logs/reasonOf.ts';
import { fixedClock } from '../../../src/core/logs/serverClock.ts';
import { isRefused, refusalsIn } from '../../../src/core/logs/serverRefusal.ts';
import { summarize } from '../../../src/core/logs/summary.ts';
import { plain } from '../../../src/core/text.ts';

const now = Date.UTC(2026, 10, 27, 10, 59, 30);
const clock = fixedClock(0, now);

function recordsOf(name: string, lines: readonly string[]): LogRecord[] {
  return readRecords(
    name,
    lines.map((text, i) => ({ text, offset: i * 200, line: i + 1 })),
    { clock },
  );
}

function time(second: number): string {
  return `10:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')}`;
}

const access = (second: number, request: string, status: number, address: string, user = '-') =>
  `${address} - ${user} [27/Nov/2026:${time(second)} +0000] "${request} HTTP/1.1" ${status} 12 "-" "x"`;

function summaryOf(lines: readonly string[], error: readonly string[] = []) {
  const records = [...recordsOf('access.log', lines), ...recordsOf('error.log', error)];
  const refusals = refusalsIn(records, reasonOf, (it) => reasonOfAll(it)?.best);
  return {
    refusals,
    summary: summarize(
      refusals,
      records.filter((it) => it.kind === 'access' && !isRefused(it)),
      now,
    ),
  };
}

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

suite('refusals', () => {
  test('are told with the reason that the error log gives, and counted', () => {
    const { refusals, summary } = summaryOf(
      [
        access(1, 'GET /a?x=1', 401, '192.0.2.1', 'ada'),
        access(9, 'GET /a?x=2', 200, '192.0.2.1'),
        access(60, 'GET /b', 403, '192.0.2.2'),
      ],
      [
        `2026/11/27 ${time(1)} [error] 1#1: *1 user "ada": password mismatch, client: 192.0.2.1, server: _, request: "GET /a?x=1 HTTP/1.1"`,
        `2026/11/27 ${time(60)} [error] 1#1: *2 access forbidden by rule, client: 192.0.2.2, server: _, request: "GET /b HTTP/1.1"`,
      ],
    );
    assert.deepEqual(
      refusals.map((it) => it.cause),
      ['password-wrong', 'policy-denied'],
    );
    assert.deepEqual(summary.paths, [
      { key: 'GET /a', count: 1 },
      { key: 'GET /b', count: 1 },
    ]);
    assert.deepEqual(summary.users, [{ key: 'ada', count: 1 }]);
    assert.deepEqual([summary.count, summary.hour.counts[0], summary.hour.counts[1]], [2, 1, 1]);
    assert.equal(
      summary.hour.counts.reduce((a, b) => a + b),
      2,
    );
    assert.deepEqual(summary.bursts, []);
  });

  test('one request in two logs is counted once, two in one log twice', () => {
    const line = access(1, 'GET /a', 401, '192.0.2.1');
    const records = [...recordsOf('a.log', [line, line]), ...recordsOf('b.log', [line])];
    assert.equal(refusalsIn(records, reasonOf, () => undefined).length, 2);
  });

  test('an error log alone tells refusals, too', () => {
    const { refusals } = summaryOf(
      [],
      [
        `2026/11/27 ${time(1)} [error] 1#1: *1 access forbidden by rule, client: 192.0.2.1, server: _, request: "GET /a HTTP/1.1"`,
      ],
    );
    assert.deepEqual(
      refusals.map((it) => it.cause),
      ['policy-denied'],
    );
  });
});

suite('bursts', () => {
  const said = (lines: readonly string[], error: readonly string[] = []) =>
    summaryOf(lines, error).summary.bursts.map(plain);

  test('one address with many user names is guessing', () => {
    const [first] = said(range(12).map((i) => access(i, 'GET /', 401, '192.0.2.1', `user${i}`)));
    assert.equal(
      first,
      '`12` refusals from `192.0.2.1` with `12` user names within 11 seconds: somebody is guessing passwords.',
    );
  });

  test('one user from many addresses', () => {
    const [first] = said(range(12).map((i) => access(i, `GET /${i}`, 401, `192.0.2.${i}`, 'root')));
    assert.match(first ?? '', /^`12` refusals for the user `root` from `12` addresses/);
  });

  test('a client that repeats itself', () => {
    const [first] = said(range(20).map((i) => access(i * 5, 'GET /me', 401, '192.0.2.1')));
    assert.equal(
      first,
      '`20` times `GET /me` from `192.0.2.1` within 95 seconds: a client repeats a request that is refused each time.',
    );
  });

  test('one that looks for what is open', () => {
    const [first] = said(range(15).map((i) => access(i, `GET /admin${i}`, 403, '192.0.2.1')));
    assert.match(first ?? '', /on `15` paths .*looking for what is open\.$/);
  });

  test('a path that is refused since a moment', () => {
    const fine = range(10).map((i) => access(i, 'POST /pay', 200, `192.0.2.${i}`));
    const refused = range(12).map((i) => access(120 + i, 'POST /pay', 403, `192.0.2.${i}`));
    const [first] = said([...fine, ...refused]);
    assert.equal(
      first,
      '`POST /pay` is refused since 10:02 UTC: `12` times, to `12` addresses, after `10` answers that were fine. Something changed then, such as a deploy.',
    );
    assert.deepEqual(said(refused), []);
  });

  test('a few refusals are no burst', () => {
    assert.deepEqual(said(range(9).map((i) => access(i, 'GET /me', 401, '192.0.2.1'))), []);
    assert.deepEqual(said(range(12).map((i) => access(i * 290, 'GET /me', 401, '192.0.2.1'))), []);
  });
});

test('the chart has a bar a minute', () => {
  const counts = new Array<number>(60).fill(0).map((_, i) => (i === 59 ? 8 : i === 0 ? 1 : 0));
  assert.deepEqual(hourChart({ end: Date.UTC(2026, 10, 27, 11), counts }), [
    `▁${'·'.repeat(58)}█`,
    `10:00${' '.repeat(46)}11:00 UTC`,
    'the tallest bar is 8 in one minute',
  ]);
  assert.deepEqual(hourChart({ end: now, counts: new Array<number>(60).fill(0) }), []);
});

suite('secrets in lines', () => {
  const canary = 'canary.5f2b8c7e9d13a4f6.canary';
  test('are masked, and said by their name', () => {
    for (const [written, name] of [
      [`"GET /a?access_token=${canary}&b=1 HTTP/1.1" 401`, 'access_token'],
      [`auth="Authorization: Bearer ${canary}" 401`, 'Authorization'],
      [`{"authorization":"Basic ${btoa(`ada:${canary}`)}"}`, 'authorization'],
      [`{"headers":{"authorization":["Bearer ${canary}"]}}`, 'authorization'],
    ] as const) {
      const { text, secrets } = maskLogText(written);
      assert.ok(!text.includes(canary) && !text.includes(btoa(`ada:${canary}`)), text);
      assert.deepEqual(secrets, [name]);
      assert.match(text, /401$|\}$/);
    }
  });

  test('values that are known to be secret go wherever they stand; what is none stays', () => {
    assert.ok(!maskLogText(`a ${canary} b`, [canary]).text.includes(canary));
    const fine = '127.0.0.1 - ada [27/Nov/2026:10:00:00 +0000] "GET /a?page=2&sort=name HTTP/1.1" 401 12 "-" "curl/8"';
    assert.deepEqual(maskLogText(fine), { text: fine, secrets: [] });
  });
});
