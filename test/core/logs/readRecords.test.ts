import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRecords } from '../../../src/core/logs/readRecords.ts';
import { fixedClock } from '../../../src/core/logs/serverClock.ts';

const clock = fixedClock(0, Date.UTC(2026, 10, 27, 12));

function records(text: string) {
  let offset = 0;
  const lines = text.split('\n').map((it, i) => {
    const line = { text: it, offset, line: i + 1 };
    offset += it.length + 1;
    return line;
  });
  return readRecords('a.log', lines, { clock });
}

test('a stack trace belongs to the line before it', () => {
  const read = records(`[stacktrace]
[2026-11-27 10:00:00] local.ERROR: Unauthenticated. {"exception":"x
#0 /var/www/a.php(12): b()
#1 {main}
"}
[2026-11-27 10:00:01] local.INFO: fine`);
  assert.deepEqual(
    read.map((it) => [it.line, it.text.split('\n').length, it.by]),
    [
      [2, 4, 'laravel'],
      [6, 1, 'laravel'],
    ],
  );
});

test('a trace is bounded', () => {
  const [one] = records(`2026-11-27 10:00:00 ERROR x\n${'  at a\n'.repeat(5_000)}`);
  assert.ok(one && one.text.length < 70_000);
});

test('Rails writes a request in several lines', () => {
  const [first, second] = records(`Started GET "/orders" for 127.0.0.1 at 2026-11-27 10:00:00 +0000
Processing by OrdersController#index as JSON
Filter chain halted as :authenticate rendered or redirected
Completed 401 Unauthorized in 3ms
Started GET "/fine" for 127.0.0.1 at 2026-11-27 10:00:02 +0000
Completed 200 OK in 3ms`);
  assert.deepEqual([first?.status, first?.line, first?.target], [401, 1, '/orders']);
  assert.match(first?.message ?? '', /^Filter chain halted/);
  assert.equal(second?.status, 200);
});

test('ASP.NET Core says what it says in the line below', () => {
  const [one] = records(
    'warn: Microsoft.AspNetCore.Authorization[2]\n      Authorization failed.\n      Needs a role.',
  );
  assert.equal(one?.message, 'Authorization failed. Needs a role.');
  const [behind] = records(
    'web-1  | info: Microsoft.AspNetCore.Hosting.Diagnostics[2]\nweb-1  |       Request finished HTTP/1.1 GET http://api.test/a - 401 0 - 3.2ms',
  );
  assert.deepEqual([behind?.method, behind?.target, behind?.status], ['GET', 'http://api.test/a', 401]);
});

test('a line without a time takes that of its neighbour', () => {
  const [one] = records('Unauthorized: /api/\n[27/Nov/2026 10:00:00] "GET /api/ HTTP/1.1" 401 27');
  assert.equal(one?.at, Date.UTC(2026, 10, 27, 10));
});

test('the fields of a W3C log may change within it', () => {
  const read = records(`#Fields: date time cs-method cs-uri-stem sc-status
2026-11-27 10:00:00 GET /a 401
#Fields: sc-status cs-uri-stem cs-method date time
403 /b GET 2026-11-27 10:00:01`);
  assert.deepEqual(
    read.map((it) => [it.target, it.status]),
    [
      ['/a', 401],
      ['/b', 403],
    ],
  );
});
