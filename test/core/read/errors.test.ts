import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { explain } from '../../../src/core/explain.ts';
import { readExchanges } from '../../../src/core/read/index.ts';
import { plain } from '../../../src/core/text.ts';

/** As Node 24 prints what axios throws, the long middle left out. */
const axiosDump = `AxiosError: Request failed with status code 401
    at settle (file:///app/node_modules/axios/lib/core/settle.js:19:12)
    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)
    at async Server.<anonymous> (file:///app/server.mjs:4:53) {
  isAxiosError: true,
  code: 'ERR_BAD_REQUEST',
  config: [Object: null prototype] {
    transitional: { silentJSONParsing: true, forcedJSONParsing: true },
    adapter: [ 'xhr', 'http', 'fetch' ],
    transformRequest: [ [Function: transformRequest] ],
    maxBodyLength: -1,
    env: { FormData: [Function], Blob: [class Blob] },
    headers: Object [AxiosHeaders] {
      Accept: 'application/json, text/plain, */*',
      'Content-Type': undefined,
      Authorization: 'Bearer abcdefgh12345678',
      'User-Agent': 'axios/1.21.1'
    },
    method: 'get',
    url: 'https://api.test/me',
    data: undefined
  },
  request: <ref *1> ClientRequest {
    _events: [Object: null prototype] { abort: [Function (anonymous)] },
    outputData: [],
    _header: 'GET /me HTTP/1.1\\r\\n' +
      'Authorization: Bearer abcdefgh12345678\\r\\n' +
      'Cookie: sid=it\\'s\\r\\n' +
      'Host: api.test\\r\\n' +
      '\\r\\n',
    agent: Agent {
      sockets: [Object: null prototype] {},
      Symbol(shapeMode): false
    },
    res: IncomingMessage { req: [Circular *1], rawHeaders: [Array] },
    [Symbol(kOutHeaders)]: [Object: null prototype] { a: [ 'A', 'b' ] }
  },
  response: {
    status: 401,
    statusText: 'Unauthorized',
    headers: Object [AxiosHeaders] {
      'www-authenticate': 'Bearer error="invalid_token", error_description="The token expired"',
      'content-type': 'application/json',
      'set-cookie': [ 'a=1; Path=/', 'b=2' ]
    },
    config: { url: 'https://api.test/me', headers: [Object [AxiosHeaders]] },
    data: { error: 'invalid_token', message: 'The token expired' }
  },
  status: 401
}
`;

suite('an axios error as a console prints it', () => {
  test('gives what was sent byte for byte, and the whole answer', () => {
    const { format, saw, problems, exchanges } = readExchanges(`Unhandled:\n${axiosDump}`);
    assert.deepEqual([format, saw, problems], ['error', 'an axios error', []]);
    const [it] = exchanges;
    assert.equal(it?.request.url, 'https://api.test/me');
    assert.deepEqual(it?.request.headers, [
      { name: 'Authorization', value: 'Bearer abcdefgh12345678' },
      { name: 'Cookie', value: "sid=it's" },
      { name: 'Host', value: 'api.test' },
    ]);
    assert.equal(it?.headersNotShown, undefined);
    assert.equal(it?.response.status, 401);
    assert.deepEqual(
      it?.response.headers.filter((field) => field.name === 'set-cookie').map((field) => field.value),
      ['a=1; Path=/', 'b=2'],
    );
    assert.equal(it?.response.body?.text, '{"error":"invalid_token","message":"The token expired"}');
    assert.equal(it?.answerHeadersNotShown, undefined);
  });

  test('its response alone, and several in one log', () => {
    const response = axiosDump.slice(
      axiosDump.indexOf('  response: ') + '  response: '.length,
      axiosDump.indexOf('  status: 401\n}'),
    );
    assert.equal(readExchanges(response.replace(/,\s*$/, '')).saw, 'an answer that axios got');
    const twice = readExchanges(`${axiosDump}\nretry:\n${axiosDump}`);
    assert.equal(twice.saw, '2 errors, each an axios error');
    assert.equal(twice.exchanges[1]?.earlier.length, 1);
  });

  test('what its toJSON gives, as JSON and as printed: the answer is not known, and nothing is made of that', () => {
    const json = {
      message: 'Request failed with status code 401',
      name: 'AxiosError',
      stack: 'AxiosError: …',
      config: {
        headers: { Accept: 'application/json', Authorization: 'Bearer abcdefgh12345678', 'User-Agent': 'axios/1.7.2' },
        method: 'post',
        baseURL: 'https://api.test/v1/',
        url: 'items',
        params: { q: 'a b' },
        data: '{"a":1}',
      },
      code: 'ERR_BAD_REQUEST',
      status: 401,
    };
    const printed = `{\n  message: 'Request failed with status code 401',\n  name: 'AxiosError',\n  config: {\n    headers: { Authorization: 'Bearer abcdefgh12345678', 'User-Agent': 'axios/1.7.2' },\n    method: 'post',\n    url: 'https://api.test/v1/items?q=a%20b',\n    data: '{"a":1}'\n  },\n  status: 401\n}`;
    for (const text of [JSON.stringify(json, null, 2), JSON.stringify({ level: 50, err: json }), printed]) {
      const { saw, exchanges } = readExchanges(text);
      assert.equal(saw, 'an axios error');
      const [it] = exchanges;
      assert.ok(it);
      assert.equal(it.request.method, 'POST');
      assert.equal(it.request.url, 'https://api.test/v1/items?q=a%20b');
      assert.equal(it.request.body?.text, '{"a":1}');
      assert.equal(it.answerHeadersNotShown, true);
      const report = explain(it, 0);
      assert.equal(
        plain(report.findings[0]?.summary ?? { parts: [] }),
        'The server rejects the token in `Authorization`; its answer was not recorded whole.',
      );
      assert.deepEqual(report.notes, []);
      assert.match(report.remarks.map(plain).join('\n'), /The headers of the answer were not recorded\./);
    }
  });

  test('of a browser: cookies may have gone along unseen', () => {
    const json = { config: { url: 'https://api.test/me', method: 'get', headers: {} }, message: 'x', status: 401 };
    const [it] = readExchanges(JSON.stringify(json)).exchanges;
    assert.equal(it?.headersNotShown, 'credentials');
    assert.ok(it);
    const report = explain(it, 0);
    assert.doesNotMatch(report.findings.map((found) => found.id).join(), /credentials-missing/);
    assert.match(report.remarks.map(plain).join('\n'), /whether the browser added cookies was not recorded/);
  });
});

suite('a Response of fetch as Node prints it', () => {
  const shapes = {
    'Node 24': `Response {
  status: 401,
  statusText: 'Unauthorized',
  headers: Headers {
    'www-authenticate': 'Bearer error="invalid_token"',
    date: 'Fri, 27 Nov 2026 08:37:57 GMT'
  },
  body: ReadableStream { locked: false, state: 'readable', supportsBYOB: true },
  ok: false,
  url: 'https://api.test/me'
}`,
    'Node 18': `Response {
  [Symbol(realm)]: null,
  [Symbol(state)]: {
    status: 401,
    statusText: 'Unauthorized',
    headersList: HeadersList { cookies: null, [Symbol(headers map)]: [Map] },
    urlList: [ [URL] ]
  },
  [Symbol(headers)]: HeadersList {
    cookies: null,
    [Symbol(headers map)]: Map(2) {
      'www-authenticate' => { name: 'www-authenticate', value: 'Bearer error="invalid_token"' },
      'date' => { name: 'date', value: 'Fri, 27 Nov 2026 08:37:57 GMT' }
    }
  }
}`,
    'node-fetch': `Response {
  size: 0,
  [Symbol(Response internals)]: {
    url: 'https://api.test/me',
    status: 401,
    statusText: 'Unauthorized',
    headers: { 'www-authenticate': 'Bearer error="invalid_token"', date: [ 'Fri, 27 Nov 2026 08:37:57 GMT' ] },
    counter: 0
  }
}`,
  };
  for (const [name, text] of Object.entries(shapes)) {
    test(name, () => {
      const { saw, exchanges } = readExchanges(`got ${text}\n`);
      assert.equal(saw, 'a Response of fetch');
      const [it] = exchanges;
      assert.deepEqual(it?.response.headers, [
        { name: 'www-authenticate', value: 'Bearer error="invalid_token"' },
        { name: 'date', value: 'Fri, 27 Nov 2026 08:37:57 GMT' },
      ]);
      assert.equal(it?.response.body?.notRecorded, true);
      if (name === 'Node 18') assert.equal(it?.requestNotShown, true);
      else assert.deepEqual([it?.request.url, it?.headersNotShown], ['https://api.test/me', 'all']);
    });
  }

  test('its method is not told, and that is said', () => {
    assert.match(readExchanges(shapes['Node 24']).problems.join(), /the method is not known/);
  });
});

suite('one line of an error', () => {
  const lines: readonly (readonly [line: string, saw: string, request: string, status: number])[] = [
    [
      'app.js:12  POST https://api.test/me 401 (Unauthorized)',
      "a line of the browser's console",
      'POST https://api.test/me',
      401,
    ],
    [
      'GET https://api.test/me net::ERR_FAILED 403 (Forbidden)',
      "a line of the browser's console",
      'GET https://api.test/me',
      403,
    ],
    [
      'XHRGET https://api.test/me [HTTP/2 401 Unauthorized 45ms]',
      "a line of Firefox's console",
      'GET https://api.test/me',
      401,
    ],
    [
      'XHR PUT\nhttps://api.test/me\n[HTTP/1.1 403  45ms]',
      "a line of Firefox's console",
      'PUT https://api.test/me',
      403,
    ],
    [
      'https://api.test:8080/me:1 Failed to load resource: the server responded with a status of 401 ()',
      "a line of the browser's console",
      'GET https://api.test:8080/me',
      401,
    ],
    [
      'HTTPError: Request failed with status code 401 Unauthorized: GET https://api.test/me',
      'an HTTPError of ky or got',
      'GET https://api.test/me',
      401,
    ],
    [
      'requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://api.test/me?a=1',
      'an HTTPError of requests',
      'GET https://api.test/me?a=1',
      403,
    ],
    [
      "httpx.HTTPStatusError: Client error '401 Unauthorized' for url 'https://api.test/me'",
      'an HTTPError of httpx',
      'GET https://api.test/me',
      401,
    ],
    ['urllib.error.HTTPError: HTTP Error 401: Unauthorized', 'an HTTPError of urllib', '', 401],
    ['Error: Request failed with status code 419', 'an axios error', '', 419],
  ];
  for (const [line, expected, request, status] of lines) {
    test(line.slice(0, 60), () => {
      const { format, saw, exchanges } = readExchanges(`Traceback:\n${line}\n    at x (y.js:1:2)`);
      assert.equal(format, 'error');
      assert.equal(saw, expected);
      const [it] = exchanges;
      assert.equal(it?.response.status, status);
      assert.equal(it?.answerHeadersNotShown, true);
      if (request === '') assert.equal(it?.requestNotShown, true);
      else assert.equal(`${it?.request.method} ${it?.request.url}`, request);
    });
  }

  test('the line that names the request goes before the one of the script', () => {
    const { exchanges } = readExchanges(
      "GET https://api.test/me 401 (Unauthorized)\nUncaught AxiosError {message: 'Request failed with status code 401', config: {…}, request: XMLHttpRequest, …}",
    );
    assert.equal(exchanges.length, 1);
    assert.equal(exchanges[0]?.request.url, 'https://api.test/me');
  });

  test('nothing is concluded from it but the status', () => {
    const [it] = readExchanges('GET https://api.test/me 401 (Unauthorized)').exchanges;
    assert.ok(it);
    assert.deepEqual(
      explain(it, 0).findings.map((found) => found.id),
      ['unknown'],
    );
  });
});

suite('what holds no answer is named, with what to paste instead', () => {
  const texts: readonly (readonly [text: string, saw: string, problem: RegExp])[] = [
    ['Uncaught (in promise) TypeError: Failed to fetch', 'an error without an answer', /export it as a HAR/],
    ['AxiosError: Network Error\n    at x (y:1:2)', 'an error without an answer', /Network Error/],
    [
      "curl 'https://api.test/me' \\\n  -H 'authorization: Bearer x'",
      'a curl command without its answer',
      /run it with -v/,
    ],
    [
      'GET https://api.test/me: {\n  "Network": {},\n  "Request Headers": {\n    "a": "b"\n  },\n  "Response Headers": {}\n}',
      "a log of Postman's console",
      /copied without the status/,
    ],
  ];
  for (const [text, expected, problem] of texts) {
    test(expected, () => {
      const { format, saw, problems } = readExchanges(text);
      assert.deepEqual([format, saw], ['none', expected]);
      assert.match(problems.join(), problem);
    });
  }
});

test('no text makes the reader of errors throw or hang', () => {
  const piece = fc.constantFrom(
    'AxiosError: Request failed with status code 401',
    'Response {',
    '    at x (y:1:2) {',
    'config: {',
    "url: 'https://a.test'",
    'headers: Object [AxiosHeaders] {',
    '[Symbol(state)]: ',
    '<ref *1> ',
    "'a' +",
    '}',
    ']',
    '[ ',
    '__proto__: { a: 1 }',
    '\\',
    'status: 401,',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))),
      (lines) => void readExchanges(`Response {\n${lines.join('\n')}`),
    ),
  );
  for (const run of [
    '{',
    '[',
    "'",
    '<',
    'a: {',
    '    at x {\n',
    'Response {\n',
    'AxiosError ',
    'GET https://a',
    '401 (',
    '\\',
  ]) {
    readExchanges(`AxiosError: x\n    at y {\n${run.repeat(20_000)}`);
    readExchanges(run.repeat(20_000));
  }
});
