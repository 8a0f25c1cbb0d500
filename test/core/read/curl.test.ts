import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readExchanges } from '../../../src/core/read/index.ts';

suite('the output of curl -v', () => {
  test('gives request, answer and body, with the last note glued to the body', () => {
    const reading = readExchanges(`*   Trying 127.0.0.1:8080...
* Connected to localhost (127.0.0.1) port 8080 (#0)
> GET /me?x=1 HTTP/1.1
> Host: localhost:8080
> User-Agent: curl/8.14.1
> Authorization: Bearer abc
>
* Request completely sent off
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Bearer realm="api"
< Content-Length: 13
<
{"error":"x"}* Connection #0 to host localhost left intact
`);
    assert.equal(reading.format, 'curl');
    assert.equal(reading.exchanges.length, 1);
    const [it] = reading.exchanges;
    assert.equal(it?.source, 'curl');
    assert.equal(it?.request.url, 'http://localhost:8080/me?x=1');
    assert.deepEqual(
      it?.request.headers.map((field) => field.name),
      ['Host', 'User-Agent', 'Authorization'],
    );
    assert.equal(it?.response.status, 401);
    assert.equal(it?.response.statusText, 'Unauthorized');
    assert.equal(it?.response.body?.text, '{"error":"x"}');
  });

  test('follows redirects, knows the scheme, and sees what curl left out', () => {
    const { exchanges } = readExchanges(`* Connected to a.test (192.0.2.1) port 443
* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384 / x25519
* using HTTP/2
* [HTTP/2] [1] OPENED stream for https://a.test/x
> GET /x HTTP/2
> Host: a.test
> Authorization: Bearer abc
>
< HTTP/2 302
< location: https://b.test/y
<
* Ignoring the response-body
* Connection #0 to host a.test left intact
* Clear auth, redirects to port from 443 to 443
* Issue another request to this URL: 'https://b.test/y'
*   Trying 192.0.2.2:443...
> GET /y HTTP/2
> Host: b.test
>
< HTTP/2 403
< content-type: text/html
<
<html>
no
</html>
* Connection #1 to host b.test left intact
`);
    assert.deepEqual(
      exchanges.map((it) => it.request.url),
      ['https://a.test/x', 'https://b.test/y'],
    );
    const last = exchanges[1];
    assert.equal(last?.follows, 'redirect');
    assert.deepEqual(last?.dropped, [
      { header: 'Authorization', why: 'cross-origin', from: 'https://a.test', to: 'https://b.test' },
    ]);
    assert.equal(last?.response.body?.text, '<html>\nno\n</html>');
  });

  test('Digest: the second round follows its challenge', () => {
    const { exchanges } = readExchanges(`> GET / HTTP/1.1
> Host: localhost
>
< HTTP/1.1 401 Unauthorized
< WWW-Authenticate: Digest realm="r", nonce="n"
<
* Ignoring the response-body
* Issue another request to this URL: 'http://localhost/'
* Server auth using Digest with user 'u'
> GET / HTTP/1.1
> Host: localhost
> Authorization: Digest username="u", response="00"
>
< HTTP/1.1 401 Unauthorized
<
`);
    assert.deepEqual(
      exchanges.map((it) => it.follows),
      [undefined, 'challenge'],
    );
  });

  test('interim answers, the progress meter, colors and CRLF are passed over', () => {
    const { exchanges } = readExchanges(
      [
        '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current',
        '                                 Dload  Upload   Total   Spent    Left  Speed',
        '  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0',
        '> POST / HTTP/1.1',
        '> Host: localhost',
        '> ',
        '} [5 bytes data]',
        '< HTTP/1.1 100 Continue',
        '< ',
        '< HTTP/1.1 403 Forbidden',
        '< \u001b[1mServer\u001b[0m: nginx',
        '< ',
        '{ [4 bytes data]',
        'body',
        '100     4  100     4    0     0    812      0 --:--:-- --:--:-- --:--:--  1000',
      ].join('\r\n'),
    );
    assert.equal(exchanges.length, 1);
    assert.equal(exchanges[0]?.response.status, 403);
    assert.deepEqual(exchanges[0]?.response.headers, [{ name: 'Server', value: 'nginx' }]);
    assert.equal(exchanges[0]?.response.body?.text, 'body');
  });

  test('a request without an answer is said', () => {
    const reading = readExchanges(
      '> GET / HTTP/1.1\n> Host: a\n>\n< HTTP/1.1 401 No\n<\n> GET /2 HTTP/1.1\n> Host: a\n>\n',
    );
    assert.equal(reading.exchanges.length, 1);
    assert.deepEqual(reading.problems, ['The last request in the output has no answer.']);
  });
});

suite('the output of curl -i', () => {
  test('with the command above it: the command tells the request', () => {
    const { format, exchanges } = readExchanges(`$ curl -i 'https://api.test/items?q=a b' \\
    -H "X-Api-Key: it's" -u me:pw --data-raw '{"a":1}'
HTTP/2 401
www-authenticate: Basic realm="x"

no
`);
    assert.equal(format, 'curl');
    assert.deepEqual(exchanges[0]?.request, {
      method: 'POST',
      url: 'https://api.test/items?q=a b',
      httpVersion: 'HTTP/1.1',
      headers: [
        { name: 'X-Api-Key', value: "it's" },
        { name: 'Authorization', value: 'Basic bWU6cHc=' },
      ],
      body: { text: '{"a":1}', size: -1, mimeType: 'application/x-www-form-urlencoded' },
    });
    assert.equal(exchanges[0]?.response.body?.text, 'no');
    assert.equal(exchanges[0]?.requestNotShown, undefined);
  });

  test('alone: the request is not known, and that is said', () => {
    const { exchanges, problems } = readExchanges('HTTP/1.1 403 Forbidden\nServer: nginx\n\n<html>');
    assert.equal(exchanges[0]?.requestNotShown, true);
    assert.match(problems.join(), /what was sent is not known/);
  });
});

test('no text makes the readers throw', () => {
  const line = fc.constantFrom(
    '> GET / HTTP/1.1',
    '>',
    '< HTTP/1.1 401 x',
    '<',
    '< a: b',
    "* Issue another request to this URL: 'x'",
    '* Connection #0 to host',
    'curl -u',
    "curl 'a",
    'curl -H x: https://a --json',
    'HTTP/1.1 401',
    'GET / HTTP/1.1',
    'Host: ::1',
    '',
    ' folded',
    '\\',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(line, fc.string({ unit: 'binary' }))),
      (lines) => void readExchanges(lines.join('\n')),
    ),
  );
});
