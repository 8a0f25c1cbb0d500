import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readExchanges } from '../../../src/core/read/index.ts';

const entry = (request: object, response: object, more: object = {}) => ({
  startedDateTime: '2026-11-22T19:04:11.250Z',
  time: 41,
  request: { method: 'GET', url: 'https://api.test/me', httpVersion: 'HTTP/1.1', headers: [], ...request },
  response: { status: 401, statusText: 'Unauthorized', httpVersion: 'HTTP/1.1', headers: [], content: {}, ...response },
  timings: { dns: -1, connect: 5, ssl: 3, send: 0, wait: 20, receive: 1 },
  ...more,
});
const har = (...entries: object[]) => JSON.stringify({ log: { version: '1.2', entries } });

suite('a HAR', () => {
  test('is read with its times, bodies and the entries before each', () => {
    const reading = readExchanges(
      har(
        entry({ method: 'POST', postData: { mimeType: 'text/plain', text: 'hi' } }, {}),
        entry({}, { content: { size: 3, mimeType: 'text/plain', text: 'no!' } }),
      ),
    );
    assert.equal(reading.format, 'har');
    const [first, second] = reading.exchanges;
    assert.equal(first?.sentAt, Date.parse('2026-11-22T19:04:11.250Z'));
    assert.deepEqual(first?.timings, { connect: 5, tls: 3, firstByte: 20, total: 41 });
    assert.equal(first?.request.body?.text, 'hi');
    assert.deepEqual(second?.response.body, { text: 'no!', size: 3, mimeType: 'text/plain' });
    assert.deepEqual(
      second?.earlier.map((it) => it.request.method),
      ['POST'],
    );
  });

  test("keeps order, case and duplicates of header fields; HTTP/2's pseudo-fields are none", () => {
    const headers = [
      { name: ':authority', value: 'api.test' },
      { name: 'Set-Cookie', value: 'a=1\nb=2' },
      { name: 'x-A', value: ' v ' },
    ];
    const { exchanges } = readExchanges(har(entry({ httpVersion: 'h2' }, { headers, httpVersion: 'http/2.0' })));
    assert.deepEqual(exchanges[0]?.response.headers, [
      { name: 'Set-Cookie', value: 'a=1' },
      { name: 'Set-Cookie', value: 'b=2' },
      { name: 'x-A', value: 'v' },
    ]);
    assert.equal(exchanges[0]?.request.httpVersion, 'HTTP/2');
    assert.equal(exchanges[0]?.response.httpVersion, 'HTTP/2');
  });

  test('bodies in base64 are decoded where they are text', () => {
    const text = Buffer.from('{"error":"né"}').toString('base64');
    const binary = Buffer.from([0xff, 0xd8, 0xff]).toString('base64');
    const { exchanges } = readExchanges(
      har(
        entry({}, { content: { text, encoding: 'base64' } }),
        entry({}, { content: { text: binary, encoding: 'base64' } }),
      ),
    );
    assert.deepEqual(
      exchanges.map((it) => it.response.body?.text),
      ['{"error":"né"}', ''],
    );
  });

  test('cookies and form parameters without header and text are put together', () => {
    const request = {
      cookies: [
        { name: 'sid', value: 'x' },
        { name: 't', value: 'y' },
      ],
      postData: {
        mimeType: 'application/x-www-form-urlencoded',
        params: [
          { name: 'user', value: 'a b' },
          { name: 'p', value: 'c%20d' },
        ],
      },
    };
    const { exchanges } = readExchanges(har(entry(request, {})));
    assert.deepEqual(exchanges[0]?.request.headers, [{ name: 'Cookie', value: 'sid=x; t=y' }]);
    assert.equal(exchanges[0]?.request.body?.text, 'user=a%20b&p=c%20d');
  });

  test('a redirect and what it dropped are seen, also when other entries lie between', () => {
    const authorization = [{ name: 'Authorization', value: 'Bearer abc' }];
    const { exchanges } = readExchanges(
      har(
        entry({ url: 'https://a.test/x', headers: authorization }, { status: 302, redirectURL: 'https://b.test/y' }),
        entry({ url: 'https://a.test/logo.png' }, { status: 200 }),
        entry({ url: 'https://b.test/y' }, {}),
      ),
    );
    const last = exchanges.at(-1);
    assert.equal(last?.follows, 'redirect');
    assert.deepEqual(
      last?.earlier.map((it) => it.request.url),
      ['https://a.test/logo.png', 'https://a.test/x'],
    );
    assert.deepEqual(last?.dropped, [
      { header: 'Authorization', why: 'cross-origin', from: 'https://a.test', to: 'https://b.test' },
    ]);
  });

  test('the second round of an authentication follows its challenge', () => {
    const { exchanges } = readExchanges(
      har(entry({}, {}), entry({ headers: [{ name: 'authorization', value: 'Digest username="a"' }] }, {})),
    );
    assert.equal(exchanges[1]?.follows, 'challenge');
  });

  test('entries without an answer or a URL are left out, and counted', () => {
    const reading = readExchanges(har(entry({}, { status: 0 }), entry({ url: '' }, {}), { request: 3 }, entry({}, {})));
    assert.equal(reading.exchanges.length, 1);
    assert.deepEqual(reading.problems, [
      '2 entries left out: no request with a URL in it.',
      '1 entry left out: no answer was recorded.',
    ]);
  });

  test('what Chrome leaves out of an export is said', () => {
    const log = { creator: { name: 'WebInspector', version: '537.36' }, entries: [entry({}, {})] };
    assert.match(readExchanges(JSON.stringify({ log })).problems.join(), /with sensitive data/);
  });

  test('a single entry, a bare list and a byte order mark are read too', () => {
    for (const text of [
      JSON.stringify(entry({}, {})),
      JSON.stringify([entry({}, {})]),
      `\ufeff${har(entry({}, {}))}`,
    ]) {
      assert.equal(readExchanges(text).exchanges.length, 1);
    }
  });

  test('other JSON and broken JSON are told apart, without quoting them', () => {
    assert.deepEqual(readExchanges('{"a":1}').problems, ['This is JSON, but no HAR: it has no log.entries.']);
    const broken = readExchanges('{"log":{\n "token": hunter2hunter2}}');
    assert.match(broken.problems.join(), /a character stands where JSON has none/);
    assert.doesNotMatch(broken.problems.join(), /hunter2/);
    assert.match(readExchanges('{\n"a" 1}').problems.join(), /line 2, column 5/);
    assert.match(readExchanges('{"log":{"entries":[').problems.join(), /ends too early/);
  });

  test('no JSON makes the reader throw', () => {
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(null, -1, 'x', [], {}, [null], 401));
    const member = (...names: string[]) => fc.dictionary(fc.constantFrom(...names), odd, { maxKeys: names.length });
    const oddEntry = fc.record(
      {
        startedDateTime: odd,
        time: odd,
        timings: odd,
        request: fc.oneof(odd, member('method', 'url', 'headers', 'cookies', 'postData', 'httpVersion')),
        response: fc.oneof(odd, member('status', 'headers', 'content', 'redirectURL', 'statusText')),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(odd, oddEntry)), (entries) => {
        readExchanges(JSON.stringify({ log: { entries } }));
      }),
    );
  });
});
