import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Exchange } from '../../../../src/core/exchange.ts';
import { inOrder, linesFor } from '../../../../src/core/logs/join/linesFor.ts';
import { readRecords } from '../../../../src/core/logs/readRecords.ts';
import { reasonOf } from '../../../../src/core/logs/reasonOf.ts';
import { fixedClock } from '../../../../src/core/logs/serverClock.ts';

const at = Date.UTC(2026, 10, 27, 10, 0, 0);
const clock = fixedClock(0, at);

interface Given {
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  readonly sent?: Readonly<Record<string, string>>;
  readonly came?: Readonly<Record<string, string>>;
  readonly sentAt?: number;
  readonly total?: number;
}

const fields = (it: Readonly<Record<string, string>>) => Object.entries(it).map(([name, value]) => ({ name, value }));

function exchange({
  method = 'GET',
  url = 'http://api.test/orders?page=2',
  status = 401,
  sent = {},
  came,
  sentAt = at,
  total = 20,
}: Given): Exchange {
  return {
    request: { method, url, httpVersion: 'HTTP/1.1', headers: fields(sent) },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      headers: fields(came ?? { Date: new Date(at).toUTCString() }),
    },
    sentAt,
    timings: { total },
    earlier: [],
    dropped: [],
    source: 'har',
  };
}

/** Logs by their name; the lines found come back as `name:line sure`. */
function find(given: Given, logs: Readonly<Record<string, string>>): string[] {
  const records = Object.entries(logs).flatMap(([name, text]) =>
    readRecords(
      name,
      text.split('\n').map((it, i) => ({ text: it, offset: i * 100, line: i + 1 })),
      { clock },
    ),
  );
  return inOrder(linesFor(exchange(given), records, reasonOf)).map(
    (it) => `${it.record.file}:${it.record.line} ${it.sure}`,
  );
}

const line = (time: string, request: string, status: number, more = '"-" "x"', address = '192.0.2.1', user = '-') =>
  `${address} - ${user} [27/Nov/2026:${time} +0000] "${request} HTTP/1.1" ${status} 12 ${more}`;

suite('access lines', () => {
  test('method, path, status and time together, among those that differ in one', () => {
    const access = [
      line('09:59:00', 'GET /orders?page=2', 401),
      line('10:00:00', 'POST /orders?page=2', 401),
      line('10:00:00', 'GET /orders?page=3', 401),
      line('10:00:00', 'GET /orders?page=2', 200),
      line('10:00:00', 'GET /orders?page=2', 401),
      line('10:00:00', 'GET /orders/7', 401),
      line('10:00:30', 'GET /orders?page=2', 401),
    ].join('\n');
    assert.deepEqual(find({}, { a: access }), ['a:5 likely']);
  });

  test('nothing where none belongs', () => {
    assert.deepEqual(
      find({}, { a: [line('09:58:00', 'GET /orders?page=2', 401), line('10:00:00', 'GET /', 401)].join('\n') }),
      [],
    );
    assert.deepEqual(find({}, { a: '' }), []);
  });

  test("the server's clock counts, as the answer's Date tells it", () => {
    const access = [line('10:00:00', 'GET /orders?page=2', 401), line('10:07:30', 'GET /orders?page=2', 401)].join(
      '\n',
    );
    assert.deepEqual(find({ came: { Date: 'Fri, 27 Nov 2026 10:07:30 GMT' } }, { a: access }), ['a:2 likely']);
    // Another zone is another way of writing the same moment.
    assert.deepEqual(find({}, { a: line('12:00:00', 'GET /orders?page=2', 401).replace('+0000', '+0200') }), [
      'a:1 likely',
    ]);
  });

  test('without a Date a lone line that is not far is possible; of two it is not known which', () => {
    const one = line('10:01:00', 'GET /orders?page=2', 401);
    assert.deepEqual(find({ came: {} }, { a: one }), ['a:1 possible']);
    assert.deepEqual(find({ came: {} }, { a: `${one}\n${line('10:01:20', 'GET /orders?page=2', 401)}` }), []);
  });

  test('a short id counts in a field of that name, and as a word of a line it does not', () => {
    const json = (id: string) =>
      `{"time":"2026-11-27T10:00:00Z","request":"GET /orders?page=2 HTTP/1.1","status":401,"request_id":"${id}"}`;
    const given = { sent: { 'X-Request-Id': 'req-7' } };
    assert.deepEqual(find(given, { a: `${json('req-8')}\n${json('req-7')}\n${json('req-9')}` }), ['a:2 certain']);
    assert.deepEqual(find(given, { a: line('10:09:00', 'GET /orders?page=2', 401, '"-" "req-7"') }), []);
  });

  test('an id of the request is surer than anything else', () => {
    const id = '1b2c3d4e-0000-4000-8000-000000000001';
    const other = '1b2c3d4e-0000-4000-8000-000000000002';
    const access = [
      line('10:00:00', 'GET /orders?page=2', 401, `"-" "x" ${other}`),
      line('10:00:00', 'GET /index.php', 401, `"-" "x" ${id}`),
    ].join('\n');
    assert.deepEqual(find({ sent: { 'X-Request-Id': id } }, { a: access }), ['a:2 certain']);
    // Only the other's id stands there: it is another's.
    assert.deepEqual(find({ sent: { 'X-Request-Id': id } }, { a: access.split('\n')[0] ?? '' }), []);
    const trace = '5f2b8c7e9d13a4f65f2b8c7e9d13a4f6';
    assert.deepEqual(
      find({ sent: { traceparent: `00-${trace}-5f2b8c7e9d13a4f6-01` } }, { a: line('10:00:00', 'GET /x', 401, trace) }),
      ['a:1 certain'],
    );
  });

  test('encoded, decoded, with a prefix taken off by a proxy', () => {
    const url = 'http://api.test/v1/a%20b/%C3%A9';
    for (const path of ['/v1/a%20b/%c3%a9', '/v1/a b/é', '/v1/a b/\\xC3\\xA9', '//v1/./a%20b/%C3%A9', '/a%20b/%C3%A9'])
      assert.deepEqual(find({ url }, { a: line('10:00:00', `GET ${path}`, 401) }), ['a:1 likely'], path);
    assert.deepEqual(find({ url }, { a: line('10:00:00', 'GET /v1/a%20b', 401) }), []);
  });

  test('what else is known decides between lines of one second', () => {
    const access = [
      line('10:00:00', 'GET /orders?page=2', 401, '"-" "curl/8.5"', '192.0.2.1', 'bob'),
      line('10:00:00', 'GET /orders?page=2', 401, '"-" "curl/8.5"', '192.0.2.2', 'ada'),
      line('10:00:00', 'GET /orders?page=2', 401, '"-" "Mozilla/5.0 (X11)"', '192.0.2.3'),
    ].join('\n');
    const sent = { Authorization: `Basic ${btoa('ada:x')}`, 'User-Agent': 'curl/8.5' };
    assert.deepEqual(find({ sent }, { a: access }), ['a:2 likely']);
    assert.deepEqual(find({ sent: { 'User-Agent': 'Mozilla/5.0 (X11)' } }, { a: access }), ['a:3 likely']);
  });

  test('an address that the request names itself is its own where the server trusts it', () => {
    const access = [
      line('10:00:00', 'GET /a', 403, '"-" "x"', '127.0.0.1'),
      line('10:00:00', 'GET /a', 403, '"-" "x"', '203.0.113.9'),
    ].join('\n');
    const url = 'http://127.0.0.1:8080/a';
    assert.deepEqual(find({ url, status: 403, sent: { 'X-Forwarded-For': '203.0.113.9' } }, { a: access }), [
      'a:2 likely',
    ]);
    assert.deepEqual(find({ url, status: 403 }, { a: access }), ['a:1 likely']);
  });

  test('the log of another site is another', () => {
    const own = `api.test:80 ${line('10:00:00', 'GET /orders?page=2', 401)}`;
    assert.deepEqual(find({}, { a: own.replace('api.test', 'shop.test') }), []);
    assert.deepEqual(find({}, { a: own, b: own.replace('api.test', 'shop.test') }), ['a:1 likely']);
  });
});

suite('error lines', () => {
  const nginx = (message: string, request = 'GET /orders?page=2', connection = 7, time = '10:00:00') =>
    `2026/11/27 ${time} [error] 1#1: *${connection} ${message}, client: 192.0.2.1, server: _, request: "${request} HTTP/1.1", host: "api.test"`;
  const apache = (message: string, time = '10:00:00.5', client = '192.0.2.1:4711') =>
    `[Fri Nov 27 ${time} 2026] [auth_basic:error] [pid 1:tid 2] [client ${client}] ${message}`;
  const basic = { Authorization: `Basic ${btoa('ada:x')}` };
  const access = line('10:00:00', 'GET /orders?page=2', 401);

  test("nginx's tells the request", () => {
    const error = [
      nginx('user "ada": password mismatch', 'GET /other'),
      nginx('user "bob": password mismatch'),
      nginx('user "ada": password mismatch'),
      nginx('user "ada": password mismatch', 'GET /orders?page=2', 9, '10:05:00'),
      '2026/11/27 10:00:00 [notice] 1#1: signal process started',
    ].join('\n');
    assert.deepEqual(find({ sent: basic }, { a: access, e: error }), ['a:1 likely', 'e:3 likely']);
    assert.deepEqual(find({ sent: basic }, { e: error }), ['e:3 likely']);
  });

  test('what the site that was asked said, not what another one did at the same path', () => {
    const at = (host: string, connection: number, message = 'access forbidden by rule') =>
      nginx(message, 'GET /orders?page=2', connection).replace('host: "api.test"', `host: "${host}"`);
    const given = { url: 'http://127.0.0.1:8081/orders?page=2', status: 403 };
    const logs = { e: at('127.0.0.1:8081', 7), f: at('127.0.0.1:8082', 9) };
    assert.deepEqual(find(given, logs), ['e:1 likely']);
    assert.deepEqual(find(given, { f: at('127.0.0.1:8082', 9, 'send() to syslog failed') }), []);
    // What a gateway passes on has another host.
    assert.deepEqual(find(given, { f: logs.f }), ['f:1 likely']);
  });

  test('at the turn of a second the error is of the second that the access line tells', () => {
    const denied = (time: string, connection: number) =>
      nginx('access forbidden by rule', 'GET /orders?page=2', connection, time);
    const e = [denied('10:00:00', 7), denied('10:00:01', 8)].join('\n');
    const a = [
      line('10:00:00', 'GET /orders?page=2', 403, '"-" "curl/8.5"'),
      line('10:00:01', 'GET /orders?page=2', 403, '"-" "Mozilla/5.0"'),
    ].join('\n');
    assert.deepEqual(find({ sent: { 'User-Agent': 'curl/8.5' }, status: 403, sentAt: at + 998, total: 1 }, { a, e }), [
      'a:1 likely',
      'e:1 likely',
    ]);
  });

  test('whoever sent a token was told nothing of a password', () => {
    const sent = { Authorization: 'Bearer abcdefgh' };
    assert.deepEqual(find({ sent }, { e: nginx('user "ada": password mismatch') }), []);
  });

  test('the client of HTTP/2 is told as a remote one; of two at one path that of the moment counts', () => {
    const denied = (time: string, client: string) =>
      `[Fri Nov 27 ${time} 2026] [authz_core:error] [pid 1:tid 2] [${client}] AH01630: client denied by server configuration: /srv/orders`;
    const error = [
      denied('10:00:00.100', 'remote 192.0.2.1:4711'),
      denied('10:00:00.513', 'remote 192.0.2.1:4712'),
      denied('10:00:01.900', 'remote 192.0.2.1:4713'),
    ].join('\n');
    const a = line('10:00:00', 'GET /orders?page=2', 403);
    assert.deepEqual(find({ status: 403, sentAt: at + 512, total: 1 }, { a, e: error }), ['a:1 likely', 'e:2 likely']);
  });

  test('a name in the place of the address says nothing of other lines', () => {
    const a = line('10:00:00', 'GET /orders?page=2', 403, '"-" "x"', 'laptop.test');
    const e = apache('AH01630: client denied by server configuration: /srv/orders');
    assert.deepEqual(find({ status: 403 }, { a, e }), ['a:1 likely', 'e:1 likely']);
  });

  test('a reason that goes with the status of another answer is of that one', () => {
    const e = nginx(
      'client SSL certificate verify error: (10:certificate has expired) while reading client request headers',
    );
    const a = [line('10:00:00', 'GET /orders?page=2', 403), line('10:00:00', 'GET /orders?page=2', 400)].join('\n');
    assert.deepEqual(find({ status: 403 }, { a, e }), ['a:1 likely']);
    assert.deepEqual(find({ status: 400 }, { a, e }), ['a:2 likely', 'e:1 likely']);
    // An error page may have changed it.
    assert.deepEqual(find({ status: 403 }, { a: a.split('\n')[0] ?? '', e }), ['a:1 likely', 'e:1 likely']);
  });

  test('a password file that cannot be read is of the one answer that failed', () => {
    const a = [line('10:00:00', 'GET /orders?page=2', 500), line('10:00:00', 'GET /other', 200)].join('\n');
    const e = apache('AH01620: Could not open password file: /etc/apache2/gone');
    assert.deepEqual(find({ status: 500, sent: basic }, { a, e }), ['a:1 likely', 'e:1 likely']);
    const two = [line('10:00:00', 'GET /orders?page=2', 500), line('10:00:00', 'GET /other', 500)].join('\n');
    assert.deepEqual(find({ status: 500, sent: basic }, { a: two, e }), ['a:1 likely']);
  });

  test("a folder's .htaccess is of what lies in it, and a URI is one whatever it begins with", () => {
    const url = 'http://api.test/usr/list';
    const a = line('10:00:00', 'GET /usr/list', 403);
    const e = apache('AH00529: /srv/usr/.htaccess pcfg_openfile: unable to check htaccess file, ensure it is readable');
    const more = line('10:00:00', 'GET /', 200);
    assert.deepEqual(find({ url, status: 403 }, { a: `${a}\n${more}`, e }), ['a:1 likely', 'e:1 likely']);
    const other = apache('AH01631: user ada: authorization failure for "/usr/other": ');
    assert.deepEqual(find({ url, sent: basic }, { e: other }), []);
  });

  test('no password is wrong where none was sent, and none is missing where one was', () => {
    const error = `${nginx('user "ada": password mismatch')}\n${nginx('no user/password was provided for basic authentication', undefined, 8)}`;
    assert.deepEqual(find({ sent: { Accept: '*/*' } }, { e: error }), ['e:2 likely']);
    assert.deepEqual(find({ sent: basic }, { e: error }), ['e:1 likely']);
  });

  test('the connection that a format logs links both logs of nginx', () => {
    const json = JSON.stringify({
      time: '2026-11-27T10:00:00Z',
      method: 'GET',
      uri: '/orders?page=2',
      status: 401,
      request_id: '*8',
    });
    const error = `${nginx('access forbidden by rule', undefined, 7)}\n${nginx('access forbidden by rule', undefined, 8)}`;
    assert.deepEqual(find({}, { a: json, e: error }), ['a:1 likely', 'e:2 certain']);
  });

  test("Apache's tells the client, and the path or the file", () => {
    const error = [
      apache('AH01617: user ada: authentication failure for "/other": Password Mismatch'),
      apache('AH01617: user ada: authentication failure for "/orders": Password Mismatch', '10:00:00.5', '192.0.2.9:1'),
      apache('AH01617: user ada: authentication failure for "/orders": Password Mismatch'),
      apache('AH01617: user bob: authentication failure for "/orders": Password Mismatch'),
      '[Fri Nov 27 10:00:00.5 2026] [mpm_event:notice] [pid 1] AH00489: Apache configured -- resuming normal operations',
    ].join('\n');
    assert.deepEqual(find({ sent: basic }, { a: access, e: error }), ['a:1 likely', 'e:3 likely']);
    const denied = [
      apache('AH01630: client denied by server configuration: /srv/www/orders'),
      apache('AH01630: client denied by server configuration: /srv/www/admin'),
    ].join('\n');
    assert.deepEqual(find({ status: 403 }, { a: access.replace('401', '403'), e: denied }), [
      'a:1 likely',
      'e:1 likely',
    ]);
  });

  test("a line that names no path is only the client's where it sent nothing else", () => {
    const error = apache('AH01797: client denied by rule');
    assert.deepEqual(find({}, { a: access, e: error }), ['a:1 likely', 'e:1 likely']);
    assert.deepEqual(find({}, { a: `${access}\n${line('10:00:00', 'GET /x', 401)}`, e: error }), ['a:1 likely']);
    assert.deepEqual(find({}, { e: error }), []);
  });

  test('of equal requests of one moment the place in both logs decides; where that is not told, it is only possible', () => {
    const error = [7, 8, 9].map((it) => nginx('access forbidden by rule', undefined, it)).join('\n');
    const lines = ['"-" "one"', '"-" "two"', '"-" "three"'].map((it) =>
      line('10:00:00', 'GET /orders?page=2', 403, it),
    );
    const status = 403;
    assert.deepEqual(find({ status, sent: { 'User-Agent': 'two/1.0' } }, { e: error }), ['e:3 possible']);
    const two = lines.map((it) => it.replace(/"(\w+)"$/, '"$1/1.0"')).join('\n');
    assert.deepEqual(find({ status, sent: { 'User-Agent': 'two/1.0' } }, { a: two, e: error }), [
      'a:2 likely',
      'e:2 likely',
    ]);
  });

  test('a file that is missing is no reason of a refusal; that of the passwords may be', () => {
    const missing = nginx('open() "/srv/www/orders" failed (2: No such file or directory)');
    assert.deepEqual(find({}, { a: access, e: missing }), ['a:1 likely']);
    const passwords = nginx('open() "/etc/nginx/passwords" failed (2: No such file or directory)');
    assert.deepEqual(find({ status: 403 }, { a: access.replace('401', '403'), e: passwords }), [
      'a:1 likely',
      'e:1 likely',
    ]);
  });

  test('of two connections of the client the one counts whose line names the path', () => {
    const error = [
      apache(
        'ModSecurity: Access denied with code 403 (phase 2). [id "942100"] [msg "SQL Injection"] [uri "/orders"]',
        '10:00:00.1',
      ),
      apache('AH02261: Re-negotiation handshake failed', '10:00:00.2', '192.0.2.1:4712'),
    ].join('\n');
    assert.deepEqual(find({ status: 403 }, { a: access.replace('401', '403'), e: error }), [
      'a:1 likely',
      'e:1 likely',
    ]);
  });

  test("Apache's unique id links both logs", () => {
    const id = 'awn7DJX9ybTtw4x7AFny1wAAAAA';
    const other = 'awn7DJX9ybTtw4x7AFny1wAAAAB';
    const error = [other, id]
      .map((it) => apache('AH01630: client denied by server configuration: /srv/x').replace('[pid', `[${it}] [pid`))
      .join('\n');
    assert.deepEqual(find({}, { a: `${access} ${id}`, e: error }), ['a:1 likely', 'e:2 certain']);
  });
});

suite('application lines', () => {
  const bearer = { Authorization: 'Bearer abc.def.ghi' };
  const laravel = (message: string, time = '10:00:00') => `[2026-11-27 ${time}] production.ERROR: ${message}`;

  test('by the id, by the path, and by the time where just one speaks of refusing', () => {
    const id = '1b2c3d4e-0000-4000-8000-000000000001';
    const sent = { 'X-Request-Id': id };
    assert.deepEqual(
      find({ sent }, { l: `${laravel('Unauthenticated.')}\n${laravel(`Token expired {"request_id":"${id}"}`)}` }),
      ['l:2 certain'],
    );
    assert.deepEqual(
      find(
        { sent: bearer },
        { l: `${laravel('token expired for GET /orders?page=2')}\n${laravel('token expired for GET /other')}` },
      ),
      ['l:1 likely'],
    );
    assert.deepEqual(find({}, { l: `${laravel('cache warmed')}\n${laravel('Unauthenticated.')}` }), ['l:2 possible']);
    assert.deepEqual(
      find({ sent: bearer }, { l: `${laravel('Token has expired')}\n${laravel('Invalid signature')}` }),
      [],
    );
    assert.deepEqual(find({}, { l: laravel('Unauthenticated.', '10:03:00') }), []);
  });

  test('an id that the application gives a request links the line that says why to the one that names it', () => {
    const pino = (more: object, ms: number) =>
      JSON.stringify({ level: 40, time: at + ms, pid: 1, hostname: 'h', ...more });
    const of = (reqId: string, url: string, message: string, statusCode: number) => [
      pino({ reqId, req: { method: 'GET', url }, msg: 'incoming request' }, 5),
      pino({ reqId, err: { message }, msg: 'auth failed' }, 7),
      pino({ reqId, res: { statusCode }, msg: 'request completed' }, 9),
    ];
    const log = [
      ...of('req-1', '/other', 'invalid signature', 401),
      ...of('req-2', '/orders?page=2', 'jwt expired', 401),
      ...of('req-3', '/orders?page=2', 'no role', 403),
    ];
    assert.deepEqual(find({ sent: bearer }, { l: log.join('\n') }), ['l:5 likely']);
  });

  test('Rails, Django and ASP.NET Core', () => {
    const rails =
      'Started GET "/orders?page=2" for 127.0.0.1 at 2026-11-27 10:00:00 +0000\nFilter chain halted as :authenticate rendered or redirected\nCompleted 401 Unauthorized in 3ms';
    assert.deepEqual(find({}, { l: rails }), ['l:1 likely']);
    assert.deepEqual(find({ status: 403 }, { l: rails }), []);
    const django = 'Unauthorized: /orders\n[27/Nov/2026 10:00:00] "GET /orders?page=2 HTTP/1.1" 401 27';
    assert.deepEqual(find({}, { l: django }), ['l:2 likely', 'l:1 likely']);
  });
});
