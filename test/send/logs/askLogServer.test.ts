import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, suite, test } from 'node:test';
import type { LogSource } from '../../../src/core/logs/config.ts';
import { readLogsConfig } from '../../../src/core/logs/config.ts';
import { fixedClock } from '../../../src/core/logs/serverClock.ts';
import { askLogServer } from '../../../src/send/logs/askLogServer.ts';

const at = Date.UTC(2026, 10, 27, 10);
const line = '192.0.2.1 - - [27/Nov/2026:10:00:00 +0000] "GET /a HTTP/1.1" 401 12 "-" "x"';
const settings = {
  timeoutMs: 5_000,
  followRedirects: false,
  rememberCookies: false,
  clientCertificates: {},
  certificateAuthorities: [],
  insecureHosts: [],
};

suite('servers of logs', () => {
  let answer: { status: number; body: string } = { status: 200, body: '' };
  let asked: { url: string; authorization: string | undefined; body: string } | undefined;
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked = { url: request.url ?? '', authorization: request.headers.authorization, body };
    response.writeHead(answer.status, { 'Content-Type': 'application/json' });
    response.end(answer.body);
  });
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  after(() => server.close());

  const ask = async (source: object) => {
    const { port } = server.address() as AddressInfo;
    const json = JSON.parse(JSON.stringify(source).replace('ORIGIN', `http://127.0.0.1:${port}`));
    const { sources, problems } = readLogsConfig([json]);
    assert.deepEqual(problems, []);
    const remote = sources[0] as Extract<LogSource, { kind: 'loki' | 'elasticsearch' }>;
    return askLogServer(
      remote,
      { from: at - 1000, to: at + 1000 },
      { clock: fixedClock(0, at), formats: [] },
      { settings, signal: new AbortController().signal, now: () => at },
    );
  };

  test('Loki is asked for a time and its lines are read', async () => {
    answer = {
      status: 200,
      body: JSON.stringify({
        status: 'success',
        data: {
          resultType: 'streams',
          result: [
            {
              stream: { app: 'api' },
              values: [
                [`${at}000000`, line],
                [`${at + 5}000000`, 'token rejected'],
              ],
            },
          ],
        },
      }),
    };
    const { records, problem } = await ask({
      loki: 'ORIGIN/',
      query: '{app="api"} |= "401"',
      token: 'abcdefghijklmnop',
    });
    assert.equal(problem, undefined);
    assert.deepEqual(
      records.map((it) => [it.kind, it.status, it.at, it.file]),
      [
        ['access', 401, at, 'loki {app="api"}'],
        ['application', undefined, at + 5, 'loki {app="api"}'],
      ],
    );
    assert.equal(asked?.authorization, 'Bearer abcdefghijklmnop');
    const url = new URL(asked?.url ?? '', 'http://x');
    assert.equal(url.pathname, '/loki/api/v1/query_range');
    assert.deepEqual(
      [url.searchParams.get('query'), url.searchParams.get('start')],
      ['{app="api"} |= "401"', `${at - 1000}000000`],
    );
  });

  test('Elasticsearch is asked for a time and its documents are read', async () => {
    const hits = [
      { _index: 'logs-1', _source: { '@timestamp': new Date(at).toISOString(), message: line } },
      {
        _index: 'logs-1',
        _source: {
          '@timestamp': new Date(at + 7).toISOString(),
          message: 'token expired',
          log: { level: 'WARN' },
          trace: { id: '5f2b8c7e9d13a4f65f2b8c7e9d13a4f6' },
        },
      },
    ];
    answer = { status: 200, body: JSON.stringify({ hits: { hits } }) };
    const { records } = await ask({
      elasticsearch: 'ORIGIN',
      index: 'logs-*,x',
      query: 'status:401',
      user: 'ada',
      password: 'x',
    });
    assert.deepEqual(
      records.map((it) => [it.kind, it.status, it.at]),
      [
        ['access', 401, at],
        ['application', undefined, at + 7],
      ],
    );
    assert.deepEqual(records[1]?.level, 'warn');
    assert.equal(asked?.url, '/logs-*,x/_search');
    assert.match(
      asked?.body ?? '',
      /"range":\{"@timestamp":\{"gte":\d+,"lte":\d+,"format":"epoch_millis"\}\}.*"query_string":\{"query":"status:401"\}/,
    );
  });

  test('what is no answer is said', async () => {
    const loki = { loki: 'ORIGIN', query: '{}' };
    answer = { status: 401, body: '' };
    assert.match((await ask(loki)).problem ?? '', /answered 401: it wants other credentials/);
    answer = { status: 200, body: '<html>' };
    assert.match((await ask(loki)).problem ?? '', /something else than the lines of a log/);
    answer = { status: 200, body: '{"data":{"result":[{"values":[7,[],["x"],null]},9]}}' };
    assert.equal((await ask(loki)).problem, undefined);
    answer = { status: 200, body: '{"hits":{"hits":[7,{"_source":7},{"_source":{}}]}}' };
    assert.deepEqual((await ask({ elasticsearch: 'ORIGIN', index: 'a' })).records, []);
  });
});
