import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readExchanges } from '../../../src/core/read/index.ts';

suite('raw HTTP messages', () => {
  test('request and answer, as http --verbose prints them', () => {
    const { format, exchanges, problems } = readExchanges(`POST /login HTTP/1.1
Accept: application/json, */*;q=0.5
Content-Type: application/json
Host: api.test

{
    "user": "a"
}


HTTP/1.1 401 Unauthorized
Content-Type: application/json
X-Folded: one
  two

{
    "error": "no"
}
`);
    assert.equal(format, 'raw');
    assert.deepEqual(problems, []);
    const [it] = exchanges;
    assert.equal(it?.request.url, 'https://api.test/login');
    assert.equal(it?.request.body?.text, '{\n    "user": "a"\n}');
    assert.equal(it?.sentAt, undefined);
    assert.deepEqual(it?.response.headers[1], { name: 'X-Folded', value: 'one two' });
    assert.equal(it?.response.body?.text, '{\n    "error": "no"\n}');
  });

  test('several in a row belong to one another', () => {
    const { exchanges } = readExchanges(
      'GET http://a.test/1 HTTP/1.1\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /2\r\n\r\nGET /2 HTTP/1.1\r\nHost: a.test:80\r\n\r\nHTTP/1.1 403 Forbidden\r\n\r\n',
    );
    assert.deepEqual(
      exchanges.map((it) => it.response.status),
      [302, 403],
    );
    assert.equal(exchanges[1]?.follows, 'redirect');
  });

  test('loopback and other ports are plain HTTP', () => {
    const url = (host: string, version = '1.1') =>
      readExchanges(`GET /x HTTP/${version}\nHost: ${host}\n\nHTTP/1.1 401 No\n\n`).exchanges[0]?.request.url;
    assert.equal(url('localhost'), 'http://localhost/x');
    assert.equal(url('127.0.0.1:3000'), 'http://127.0.0.1:3000/x');
    assert.equal(url('api.test:8080'), 'http://api.test:8080/x');
    assert.equal(url('api.test:443'), 'https://api.test:443/x');
    assert.equal(url('api.test'), 'https://api.test/x');
  });

  test('a text that holds no message says what was expected', () => {
    const reading = readExchanges('Dear all,\nmy request fails.');
    assert.equal(reading.format, 'none');
    assert.match(reading.problems.join(), /neither a HAR, nor the output of curl -v/);
    assert.deepEqual(readExchanges(' \n').problems, ['There is nothing in it.']);
  });

  test('an unanswered request is said', () => {
    assert.deepEqual(readExchanges('GET / HTTP/1.1\nHost: a\n\n').problems, ['1 request has no answer in the text.']);
  });
});

test('long runs of anything are read in linear time', () => {
  // Quadratic readers would take minutes for these; the runner's own limit is the only clock here.
  for (const run of [' ', '\n', '\\', "'", '"', '>', '<', '*', 'a', '=', ';', ':', '\u001b]8;']) {
    const long = run.repeat(400_000);
    readExchanges(`HTTP/1.1 401 No\nCookie: ${long}\nSet-Cookie: ${long}\n\n${long}x`);
    readExchanges(`> GET / HTTP/1.1\n> Cookie: ${long}\n>\n< HTTP/1.1 401 No\n<\n${long}x`);
    readExchanges(`curl ${long}`);
    readExchanges(long);
  }
});
