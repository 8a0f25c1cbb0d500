import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compileApacheErrorFormat } from '../../../src/core/logs/formats/apacheErrorFormat.ts';
import { apacheFormats, compileApacheFormat } from '../../../src/core/logs/formats/apacheFormat.ts';
import type { LineFormat } from '../../../src/core/logs/formats/format.ts';
import { namedFormat } from '../../../src/core/logs/formats/namedFormat.ts';
import { compileNginxFormat, nginxCombined } from '../../../src/core/logs/formats/nginxFormat.ts';
import { readByFormat } from '../../../src/core/logs/formats/readByFormat.ts';
import { w3cFormat } from '../../../src/core/logs/formats/w3cFormat.ts';
import { fixedClock } from '../../../src/core/logs/serverClock.ts';

const clock = fixedClock(60, Date.UTC(2026, 10, 27, 12));
const nine = Date.UTC(2026, 10, 27, 9);

function check(format: LineFormat, line: string, expected: Readonly<Record<string, unknown>> | undefined): void {
  const read = readByFormat(line, format, clock);
  const all: Readonly<Record<string, unknown>> = { ...read };
  const asked = read && Object.fromEntries(Object.keys(expected ?? {}).map((it) => [it, all[it]]));
  assert.deepEqual(asked, expected, line);
}

suite('log_format of nginx', () => {
  test('combined, and one with other separators in another order', () => {
    check(
      compileNginxFormat(nginxCombined),
      '::1 - ada [27/Nov/2026:10:00:00 +0100] "GET /a HTTP/2.0" 403 1 "-" "x \\x22 y"',
      {
        ...{
          kind: 'access',
          by: 'nginx',
          at: nine,
          method: 'GET',
          target: '/a',
          status: 403,
          address: '::1',
          user: 'ada',
        },
      },
    );
    const odd = compileNginxFormat(
      '$msec|$status|$request_method|$uri$is_args$args|"$http_user_agent"|$http_x_request_id|$connection',
    );
    check(odd, `${nine / 1000}.123|403|GET|/a?b|"x|y"|abc-1|77`, {
      at: nine + 123,
      target: '/a?b',
      requestIds: ['abc-1', '*77'],
    });
    // nginx writes a dash for a query that is not there.
    check(odd, `${nine / 1000}.123|403|GET|/a-|"-"|-|77`, { target: '/a', requestIds: ['*77'] });
  });

  test('a value with spaces that no quotes hold', () => {
    const format = compileNginxFormat('$request $status [$time_local] $remote_user $remote_addr');
    check(format, 'GET /a b HTTP/1.1 403 [27/Nov/2026:10:00:00 +0100] john doe 192.0.2.1', {
      target: '/a b',
      user: 'john doe',
      address: '192.0.2.1',
    });
  });

  test('host and target in one', () => {
    const format = compileNginxFormat('$remote_addr [$time_local] "$request_method $host$request_uri" $status');
    check(format, '::1 [27/Nov/2026:10:00:00 +0100] "GET api.test/a?b=/c" 403', {
      method: 'GET',
      host: 'api.test',
      target: '/a?b=/c',
    });
  });

  test('escape=json', () => {
    const format = compileNginxFormat('{"t":"$time_iso8601","s":$status,"u":"$request_uri","h":"$host"}', 'json');
    check(format, '{"t":"2026-11-27T10:00:00+01:00","s":401,"u":"\\/a\\"b","h":"api.test"}', {
      at: nine,
      target: '/a"b',
      host: 'api.test',
    });
  });

  test('another line does not fit', () => {
    check(compileNginxFormat(nginxCombined), 'GET / 403', undefined);
    check(compileNginxFormat('$status $time_local'), 'abc 27/Nov/2026:10:00:00 +0100', undefined);
  });
});

suite('LogFormat of Apache', () => {
  test('the formats that Debian defines', () => {
    check(
      compileApacheFormat(apacheFormats.vhost_combined ?? ''),
      'api.test:80 ::1 - - [27/Nov/2026:10:00:00 +0100] "GET /a HTTP/1.1" 403 5 "-" "x \\" y"',
      {
        ...{ host: 'api.test', address: '::1', status: 403, at: nine, user: undefined },
      },
    );
  });

  test('times in pieces, method and path apart, ids, conditions', () => {
    const format = compileApacheFormat(
      '%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t %>s %m %U%q %{c}a %a %!200,304{X-Request-Id}i %L %{UNIQUE_ID}e',
    );
    check(format, '27/Nov/2026 10:00:00.123 +0100 403 GET /a?b 10.0.0.1 192.0.2.1 abc-1 log-1 uniq-1', {
      ...{
        at: nine + 123,
        step: 1,
        method: 'GET',
        target: '/a?b',
        address: '192.0.2.1',
        requestIds: ['abc-1', 'log-1', 'uniq-1'],
      },
    });
    check(compileApacheFormat('%{sec}t %s "%r"'), `${nine / 1000} 401 "GET / HTTP/1.1"`, { at: nine, status: 401 });
    check(compileApacheFormat('%{%s}t.%{usec_frac}t %s'), `${nine / 1000}.000123 401`, { at: nine + 0.123 });
    check(compileApacheFormat('%{%F %H:%M:%S}t %s'), '2026-11-27 10:00:00 401', { at: nine, zone: undefined });
  });
});

suite('ErrorLogFormat of Apache', () => {
  test('fields that have nothing to say are left out', () => {
    const own = compileApacheErrorFormat(
      '[%{u}t] [%-m:%l] [pid %P:tid %T] %7F: %E: [client\\ %a] %M% ,\\ referer\\ %{Referer}i',
    );
    check(
      own,
      '[Fri Nov 27 10:00:00.123456 2026] [auth_basic:error] [pid 7:tid 8] [client 127.0.0.1:47] AH01617: user ada: x',
      {
        ...{ kind: 'error', level: 'error', address: '127.0.0.1', message: 'AH01617: user ada: x' },
      },
    );
    const short = compileApacheErrorFormat('%{cu}t %l req=%L %a %M');
    check(short, '2026-11-27 10:00:00.123456 error req=AbCdEfGhIjKlMnOpQrStUvWxY12 127.0.0.1:80 AH01630: no', {
      ...{ requestIds: ['AbCdEfGhIjKlMnOpQrStUvWxY12'], address: '127.0.0.1', message: 'AH01630: no' },
    });
    check(short, '2026-11-27 10:00:00.123456 notice AH00094: Command line', {
      address: undefined,
      message: 'AH00094: Command line',
    });
  });
});

test('the fields of a W3C log; its times are in UTC', () => {
  const format = w3cFormat(
    '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus',
  );
  check(format, '2026-11-27 09:00:00 10.0.0.1 GET /a b=1 80 - 192.0.2.1 curl/8 401 2', {
    at: nine,
    target: '/a?b=1',
    address: '192.0.2.1',
    status: 401,
  });
  check(format, '2026-11-27 09:00:00 10.0.0.1 GET /a - 80 ada 192.0.2.1 - 401 2', { target: '/a', user: 'ada' });
});

test('a format that a person gives is known by its look', () => {
  assert.equal(namedFormat('combined')?.by, 'apache');
  assert.equal(namedFormat('$remote_addr $status')?.by, 'nginx');
  assert.equal(namedFormat('%h %>s')?.by, 'apache');
  assert.equal(namedFormat('json'), undefined);
});

test('no format and no line makes a reader throw', () => {
  const piece = fc.constantFrom(
    '$status',
    '$request',
    '$uri',
    '$args',
    '%>s',
    '%{%F}t',
    '%t',
    '%{',
    '"',
    ' ',
    '|',
    '\\',
    '$',
    '%',
    '[',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.string({ maxLength: 200 }), (pieces, line) => {
      const written = pieces.join('');
      for (const it of [
        compileNginxFormat(written),
        compileApacheFormat(written),
        compileApacheErrorFormat(written),
        w3cFormat(`#Fields: ${written}`),
      ])
        readByFormat(line, it, clock);
    }),
  );
});
