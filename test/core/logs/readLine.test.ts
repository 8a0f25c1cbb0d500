import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readLine } from '../../../src/core/logs/readLine.ts';
import { fixedClock } from '../../../src/core/logs/serverClock.ts';

/** A server one hour east of UTC; it is Friday, 27 November 2026, noon UTC. */
const clock = fixedClock(60, Date.UTC(2026, 10, 27, 12));
const nine = Date.UTC(2026, 10, 27, 9);

/** The members of a read line that are asked for, so that a row says what matters in it. */
function check(line: string, expected: Readonly<Record<string, unknown>>): void {
  const read: Readonly<Record<string, unknown>> = { ...readLine(line, { clock }) };
  const asked = Object.fromEntries(Object.keys(expected).map((it) => [it, read[it]]));
  assert.deepEqual(asked, expected, line);
}

const common = '127.0.0.1 - ada [27/Nov/2026:10:00:00 +0100] "GET /a?b=1 HTTP/1.1" 401 17';
const refused = { kind: 'access', method: 'GET', target: '/a?b=1', status: 401, address: '127.0.0.1', at: nine };

suite('readLine: requests', () => {
  test('common and combined, with a host before and more behind', () => {
    check(common, { ...refused, user: 'ada', zone: 60, step: 1000 });
    check(`${common} "-" "curl/8.5"`, refused);
    check(`api.test:443 ${common} "-" "x" 1b2c3d4e-0000-4000-8000-000000000001`, {
      ...refused,
      host: 'api.test:443',
      requestIds: ['1b2c3d4e-0000-4000-8000-000000000001'],
    });
    check(common.replace('- ada', '- john doe'), { user: 'john doe' });
    check(common.replace('- ada', '- -'), { user: undefined });
    check(common.replace('127.0.0.1', '2001:DB8::7'), { address: '2001:db8::7' });
    check(common.replace('127.0.0.1', 'laptop.local'), { address: 'laptop.local', user: 'ada' });
  });

  test('a request with quotes in it, and none at all', () => {
    check('::1 - - [27/Nov/2026:10:00:00 +0100] "GET /a\\"b HTTP/1.1" 403 5', { target: '/a\\"b', status: 403 });
    check('::1 - - [27/Nov/2026:10:00:00 +0100] "\\x16\\x03\\x01" 400 5', { kind: undefined });
    check('::1 - - [27/Nov/2026:10:00:00 +0100] "-" 408 0', { kind: undefined });
  });

  test('HAProxy, uvicorn, Django and Flask', () => {
    check(
      'Nov 27 10:00:00 lb haproxy[9]: 127.0.0.1:50 [27/Nov/2026:10:00:00.123] fe be/s 0/0/1/2/3 401 123 - - ---- 1/1/0/0/0 0/0 "GET /a?b=1 HTTP/1.1"',
      { ...refused, at: nine + 123, by: 'haproxy' },
    );
    check('INFO:     127.0.0.1:5000 - "GET /a?b=1 HTTP/1.1" 401 Unauthorized', { ...refused, at: undefined });
    check('[27/Nov/2026 10:00:00] "GET /a?b=1 HTTP/1.1" 401 27', { ...refused, address: undefined });
    check('127.0.0.1 - - [27/Nov/2026 10:00:00] "GET /a?b=1 HTTP/1.1" 401 -', { ...refused, zone: undefined });
  });

  test('JSON of Caddy, Traefik, pino and ECS', () => {
    const json = (it: object) => JSON.stringify(it);
    const { kind, method, target, status, address } = refused;
    const common = { kind, method, target, status, address };
    check(
      json({
        level: 'info',
        ts: nine / 1000 + 0.5,
        logger: 'http.log.access',
        request: { remote_ip: '127.0.0.1', method, host: 'api.test', uri: target },
        status,
      }),
      { ...common, at: nine + 500, host: 'api.test', by: 'caddy' },
    );
    check(
      json({
        ClientHost: address,
        DownstreamStatus: 401,
        RequestMethod: method,
        RequestPath: target,
        StartUTC: '2026-11-27T09:00:00Z',
      }),
      { ...common, at: nine, by: 'traefik' },
    );
    check(
      json({
        level: 30,
        time: nine + 7,
        pid: 1,
        hostname: 'h',
        req: { id: 'req-1', method, url: target, remoteAddress: '::ffff:127.0.0.1' },
        res: { statusCode: 401 },
        msg: 'request completed',
      }),
      { ...common, at: nine + 7, by: 'pino', message: undefined },
    );
    check(
      json({
        '@timestamp': '2026-11-27T09:00:00.000Z',
        http: { request: { method }, response: { status_code: 401 } },
        url: { path: '/a', query: 'b=1' },
        client: { ip: address },
      }),
      common,
    );
  });
});

suite('readLine: what servers say', () => {
  test("nginx's error log", () => {
    check(
      '2026/11/27 10:00:00 [error] 7#7: *45 user "x, client: 1": password mismatch, client: 192.0.2.1, server: _, request: "GET /a?b=1 HTTP/1.1", host: "api.test:8080"',
      {
        ...{
          kind: 'error',
          by: 'nginx',
          level: 'error',
          at: nine,
          method: 'GET',
          target: '/a?b=1',
          address: '192.0.2.1',
        },
        ...{ message: 'user "x, client: 1": password mismatch', host: 'api.test:8080', requestIds: ['*45'] },
      },
    );
    check('2026/11/27 10:00:00 [emerg] 7#7: bind() failed', {
      kind: 'error',
      message: 'bind() failed',
      address: undefined,
    });
    check(
      '2026/11/27 10:00:00 [error] 7#7: *1 access forbidden by rule, client: 192.0.2.1, server: _, request: "GET /, client: 9.9.9.9, HTTP/1.1"',
      { address: '192.0.2.1', message: 'access forbidden by rule' },
    );
  });

  test("Apache's error log, of 2.4, of 2.2 and with an id", () => {
    check(
      '[Fri Nov 27 10:00:00.123456 2026] [auth_basic:error] [pid 7:tid 8] [client 127.0.0.1:4711] AH01617: user ada: authentication failure for "/a": Password Mismatch, referer: http://x/',
      {
        kind: 'error',
        by: 'apache',
        level: 'error',
        address: '127.0.0.1',
        message: 'AH01617: user ada: authentication failure for "/a": Password Mismatch',
      },
    );
    check('[Fri Nov 27 10:00:00 2026] [error] [client 127.0.0.1] client denied by server configuration: /srv/a', {
      at: nine,
      level: 'error',
      message: 'client denied by server configuration: /srv/a',
    });
    check(
      '[Fri Nov 27 10:00:00.123456 2026] [core:error] [pid 7] (13)Permission denied: [client [::1]:4711] AH00132: file permissions deny server access: /srv/a',
      { address: '::1', message: '(13)Permission denied: AH00132: file permissions deny server access: /srv/a' },
    );
    for (const [client, address] of [
      ['::1:50000', '::1'],
      ['2001:db8::5:443', '2001:db8::5'],
      ['::1', '::1'],
      ['192.0.2.7:443', '192.0.2.7'],
    ])
      check(`[Fri Nov 27 10:00:00.1 2026] [authz_core:error] [pid 7] [client ${client}] AH01630: no`, { address });
    check(
      '[2026-11-27 10:00:00.123456] [authz_core:error] awn7DJX9ybTtw4x7AFny1wAAAAA [client 127.0.0.1:4711] AH01630: no',
      {
        requestIds: undefined,
        address: '127.0.0.1',
      },
    );
    check(
      '[Fri Nov 27 10:00:00.1 2026] [awn7DJX9ybTtw4x7AFny1wAAAAA] [authz_core:error] [client 127.0.0.1:4711] AH01630: no',
      {
        requestIds: ['awn7DJX9ybTtw4x7AFny1wAAAAA'],
      },
    );
  });

  test('ModSecurity says which request it speaks of', () => {
    check(
      '[Fri Nov 27 10:00:00.1 2026] [security2:error] [pid 7] [client 192.0.2.1:4] ModSecurity: Access denied with code 403 (phase 2). [id "1"] [hostname "api.test"] [uri "/a"] [unique_id "awn7DJX9ybTtw4x7AFny1wAAAAA"]',
      { target: '/a', host: 'api.test', requestIds: ['awn7DJX9ybTtw4x7AFny1wAAAAA'] },
    );
  });

  test('behind the prefixes of syslog, journald, Docker, Compose and Kubernetes', () => {
    const error =
      '2026/11/27 10:00:00 [error] 7#7: *45 access forbidden by rule, client: 192.0.2.1, server: _, request: "GET /a HTTP/1.1"';
    for (const prefix of [
      'Nov 27 10:00:00 web nginx[12]: ',
      '<187>Nov 27 10:00:00 web nginx: ',
      '<187>1 2026-11-27T09:00:00Z web nginx 12 - - ',
      '2026-11-27T10:00:00+01:00 web nginx: ',
      '2026-11-27T10:00:00+0100 web nginx[12]: ',
      '2026-11-27T10:00:00.123456789Z ',
      '2026-11-27T10:00:00.123456789Z stderr F ',
      'web-1  | ',
      '[pod/web-7d4/nginx] ',
    ]) {
      check(prefix + error, { kind: 'error', by: 'nginx', address: '192.0.2.1', target: '/a', at: nine });
      check(prefix + common, { ...refused, user: 'ada' });
    }
    check(JSON.stringify({ log: `${common}\n`, stream: 'stdout', time: '2026-11-27T09:00:00.5Z' }), refused);
    check(JSON.stringify({ MESSAGE: error, __REALTIME_TIMESTAMP: `${nine + 7}000`, PRIORITY: '6' }), {
      kind: 'error',
      target: '/a',
      at: nine,
    });
    check(
      JSON.stringify({
        log: `${JSON.stringify({ level: 'warn', message: 'no role' })}\n`,
        time: '2026-11-27T09:00:00.5Z',
      }),
      {
        ...{ kind: 'application', level: 'warn', message: 'no role', at: nine + 500 },
      },
    );
    check('Nov 27 10:00:00 web myapp[12]: token rejected', {
      kind: 'application',
      at: nine,
      message: 'token rejected',
      by: 'myapp',
    });
  });
});

suite('readLine: applications', () => {
  const says = (line: string, message: string, more: object = {}) =>
    check(line, { kind: 'application', message, ...more });

  test('lines that begin with their time', () => {
    says('[2026-11-27 10:00:00] production.ERROR: Unauthenticated. {"userId":7}', 'Unauthenticated. {"userId":7}', {
      at: nine,
      by: 'laravel',
      level: 'error',
    });
    says('[2026-11-27T10:00:00.123456+01:00] security.INFO: Denied [] []', 'Denied [] []', { by: 'monolog' });
    says('2026-11-27 10:00:00,123 - app.auth - WARNING - token expired', 'token expired', {
      at: nine + 123,
      level: 'warning',
    });
    says('2026-11-27 10:00:00.123  WARN 12 --- [nio-8080-exec-1] o.s.s.w.a.X : Access is denied', 'Access is denied', {
      by: 'spring',
    });
    says('2026-11-27T10:00:00.123+01:00  WARN 12 --- [app] [nio-1] o.s.X   : Access is denied', 'Access is denied');
    says('10:00:00.123 [main] DEBUG com.example.Filter - invalid token', 'invalid token', {
      at: nine + 123,
      by: 'logback',
    });
    says('[2026-11-27 10:00:00 +0100] [7] [INFO] Booting worker', 'Booting worker', { at: nine });
    says('[10:00:00 WRN] Authorization failed', 'Authorization failed', { level: 'warn', at: nine });
    says('2026-11-27 10:00:00 [error]: no such key', 'no such key', { level: 'error' });
    says('2026/11/27 10:00:00 auth failed', 'auth failed', { level: undefined });
    says('[27-Nov-2026 09:00:00 UTC] PHP Warning:  no such file', 'no such file', { at: nine, by: 'php' });
    says('2026-11-27T09:00:00Z WARN auth: bad token', 'bad token', { level: 'warn', at: nine });
  });

  test('JSON of Monolog, Serilog, winston, bunyan and logback', () => {
    const json = (it: object, message: string, by: string, more: object = {}) =>
      says(JSON.stringify(it), message, { by, ...more });
    const time = '2026-11-27T09:00:00.000Z';
    json(
      { message: 'no role', level: 400, level_name: 'ERROR', channel: 'app', datetime: '2026-11-27T10:00:00+01:00' },
      'no role',
      'monolog',
      { level: 'error', at: nine },
    );
    json(
      { '@t': time, '@mt': 'Denied {User} {Other}', '@l': 'Warning', User: 'ada', RequestPath: '/a' },
      'Denied ada {Other}',
      'serilog',
      { target: '/a' },
    );
    json({ level: 'warn', message: 'no', timestamp: time }, 'no', 'winston', { at: nine });
    json({ name: 'api', hostname: 'h', pid: 1, level: 40, msg: 'no', time, v: 0 }, 'no', 'bunyan', { level: 'warn' });
    json(
      {
        '@timestamp': time,
        '@version': '1',
        message: 'no',
        logger_name: 'a.B',
        level: 'WARN',
        traceId: '5f2b8c7e9d13a4f65f2b8c7e9d13a4f6',
      },
      'no',
      'logback',
      { requestIds: ['5f2b8c7e9d13a4f65f2b8c7e9d13a4f6'] },
    );
    json(
      { level: 50, time: nine, pid: 1, hostname: 'h', err: { message: 'jwt expired' }, msg: 'refused' },
      'refused: jwt expired',
      'pino',
    );
  });

  test('lines without a time of their own', () => {
    says('Unauthorized: /api/', 'Unauthorized: /api/', { by: 'django', target: '/api/' });
    says('Forbidden (CSRF cookie not set.): /form/', 'Forbidden (CSRF cookie not set.): /form/', { target: '/form/' });
    says('WARNING:app.auth:token expired', 'token expired', { level: 'warning' });
    check('Started GET "/orders" for 127.0.0.1 at 2026-11-27 09:00:00 +0000', {
      by: 'rails',
      at: nine,
      method: 'GET',
      target: '/orders',
    });
    check('I, [2026-11-27T10:00:00.123456 #7]  INFO -- : Started GET "/x" for 127.0.0.1 at 2026-11-27 10:00:00 +0100', {
      by: 'rails',
      target: '/x',
    });
    check('    at com.example.Main(Main.java:3)', { kind: undefined });
  });

  test('logfmt', () => {
    says('time="2026-11-27T09:00:00Z" level=warning msg="token rejected" user=ada', 'token rejected', {
      at: nine,
      user: 'ada',
    });
    check('ts=2026-11-27T09:00:00Z level=info msg=done path=/a status=403 method=get', {
      kind: 'access',
      status: 403,
      method: 'GET',
    });
  });
});

suite('readLine: hostile lines', () => {
  const samples = [
    `${common} "-" "x"`,
    '2026/11/27 10:00:00 [error] 7#7: *45 x, client: 1.2.3.4, server: _, request: "GET /a HTTP/1.1"',
    '[Fri Nov 27 10:00:00.123456 2026] [a:error] [pid 7] [client 1.2.3.4:5] AH01617: x',
    '{"level":30,"time":1,"req":{"method":"GET","url":"/"},"res":{"statusCode":401}}',
    'level=info msg="x" path=/a',
    '2026-11-27 10:00:00,123 - a - WARNING - x',
  ];
  test('whatever stands in a line, reading it does not throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (line) => {
        readLine(line, { clock });
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.nat(200),
        fc.nat(30),
        fc.string({ maxLength: 30 }),
        (line, at, drop, put) => {
          const read = readLine(line.slice(0, at) + put + line.slice(at + drop), { clock });
          assert.ok(read === undefined || ['access', 'error', 'application'].includes(read.kind));
        },
      ),
    );
  });

  test('long runs of one character are read as what they are', () => {
    for (const it of ['"', '[', ' ', '{', '\\', '=', 'a', '1', '/', ':', ', client: ', 'a="']) {
      readLine(it.repeat(60_000), { clock });
      for (const sample of samples) readLine(`${sample}${it.repeat(20_000)}`, { clock });
    }
  });
});

test("modules of others number nothing: their name stands before what they say; Apache's own are known by number", () => {
  const line = (module: string, message: string) =>
    `[Fri Nov 27 10:00:00.1 2026] [${module}:error] [pid 1:tid 2] [client 192.0.2.1:4711] ${message}`;
  check(line('evasive20', 'client denied by server configuration: /srv/a'), {
    message: 'evasive20: client denied by server configuration: /srv/a',
  });
  check(line('authz_core', 'AH01630: client denied'), { message: 'AH01630: client denied' });
});

test('JSON that calls the path alone the request', () => {
  check('{"time":"2026-11-27T09:00:00Z","request":"/a","query":"?b=1","method":"GET","status":"403"}', {
    kind: 'access',
    target: '/a?b=1',
    status: 403,
  });
});
