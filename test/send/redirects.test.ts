import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { createCookies } from '../../src/send/cookies.ts';
import { isCredential, nextHop } from '../../src/send/redirects.ts';
import { readTarget } from '../../src/send/target.ts';
import { answer, answered, canary, failed, rawServer, request, sendIt } from './loopback.ts';

const credentials = [
  `Authorization: Bearer ${canary}`,
  `Cookie: sid=${canary}`,
  `Proxy-Authorization: Basic ${canary}`,
  `X-Api-Key: ${canary}`,
  `x-auth-token: ${canary}`,
  `Private-Token: ${canary}`,
  `Ocp-Apim-Subscription-Key: ${canary}`,
  `DPoP: ${canary}`,
  `X-Plain: eyJhbGciOiJIUzI1NiJ9.${canary}.x`,
];

test('another port is another origin: no credential follows, and each that stays is named', async (t) => {
  const other = await rawServer(t, () => answer('200 OK', [], 'there'));
  const first = await rawServer(t, () => answer('302 Found', [`Location: ${other.origin}/next`]));
  const exchange = answered(
    await sendIt(request('GET', `${first.origin}/`, ['Accept: a', ...credentials, 'X-Trace: 1'])),
  );

  assert.ok(first.octets().includes(canary));
  assert.ok(!other.octets().includes(canary));
  assert.deepEqual(other.seen[0]?.fields, [
    `Host: 127.0.0.1:${other.port}`,
    'Accept: a',
    'X-Trace: 1',
    'User-Agent: why401',
  ]);
  assert.equal(exchange.follows, 'redirect');
  assert.equal(exchange.earlier.length, 1);
  assert.equal(exchange.earlier[0]?.response.status, 302);
  assert.deepEqual(
    exchange.dropped.map((it) => it.header),
    credentials.map((it) => it.slice(0, it.indexOf(':'))),
  );
  for (const it of exchange.dropped) {
    assert.deepEqual({ ...it, header: '' }, { header: '', why: 'cross-origin', from: first.origin, to: other.origin });
  }
  assert.ok(!inspect(exchange.dropped).includes(canary));
});

test('another name for the same address is another origin, and the way back brings nothing back', async (t) => {
  let port = 0;
  const server = await rawServer(t, (seen) => {
    if (seen.line.includes('/start')) return answer('302 Found', [`Location: http://localhost:${port}/middle`]);
    if (seen.line.includes('/middle')) return answer('302 Found', [`Location: http://127.0.0.1:${port}/end`]);
    return answer('200 OK');
  });
  port = server.port;
  answered(await sendIt(request('GET', `${server.origin}/start`, credentials)));
  const withCanary = server.seen.filter((it) => it.octets.includes(canary)).map((it) => it.line);
  assert.deepEqual(withCanary, ['GET /start HTTP/1.1']);
});

test('within one origin everything goes along', async (t) => {
  const server = await rawServer(t, (_, __, count) =>
    count === 1 ? answer('307 Temporary Redirect', ['Location: b?x#y']) : answer('200 OK'),
  );
  const exchange = answered(
    await sendIt(
      request('POST', `${server.origin}/a/`, ['Content-Type: text/plain', `Authorization: Bearer ${canary}`], 'body'),
    ),
  );
  assert.equal(server.seen[1]?.line, 'POST /a/b?x HTTP/1.1');
  assert.equal(server.seen[1]?.body, 'body');
  assert.ok(server.seen[1]?.fields.includes(`Authorization: Bearer ${canary}`));
  assert.deepEqual(exchange.dropped, []);
});

const methods: readonly (readonly [number, string, string])[] = [
  [301, 'POST', 'GET'],
  [302, 'POST', 'GET'],
  [303, 'POST', 'GET'],
  [303, 'DELETE', 'GET'],
  [303, 'HEAD', 'HEAD'],
  [301, 'PUT', 'PUT'],
  [302, 'DELETE', 'DELETE'],
  [307, 'POST', 'POST'],
  [308, 'PATCH', 'PATCH'],
];
for (const [status, before, after] of methods) {
  test(`${before} becomes ${after} at ${status}`, async (t) => {
    const server = await rawServer(t, (_, __, count) =>
      count === 1
        ? `HTTP/1.1 ${status} Go\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n`
        : `HTTP/1.1 204 No Content\r\n\r\n`,
    );
    const exchange = answered(
      await sendIt(
        request(
          before,
          `${server.origin}/`,
          ['Content-Type: text/plain', 'X: 1'],
          before === 'HEAD' ? undefined : 'body',
        ),
      ),
    );
    assert.equal(server.seen[1]?.line, `${after} /b HTTP/1.1`);
    const keeps = before === after && before !== 'HEAD';
    assert.equal(server.seen[1]?.body, keeps ? 'body' : '');
    assert.deepEqual(
      exchange.dropped.map((it) => `${it.header} ${it.why}`),
      before === after ? [] : ['Content-Type body-dropped', 'Content-Length body-dropped'],
    );
  });
}

test('a body goes to another origin only after a question', async (t) => {
  const other = await rawServer(t, () => answer('200 OK'));
  const first = await rawServer(t, () => answer('307 Temporary Redirect', [`Location: ${other.origin}/token`]));
  const prepared = request('POST', `${first.origin}/token`, [], `client_secret=${canary}`);

  const refused = failed(await sendIt(prepared));
  assert.equal(refused.code, 'redirect-refused');
  assert.equal(refused.earlier.length, 1);
  assert.ok(!refused.message.includes(canary));
  assert.equal(other.octets(), '');

  const questions: string[] = [];
  const confirmNewOrigin = async (question: string) => {
    questions.push(question);
    return true;
  };
  answered(await sendIt(prepared, {}, { confirmNewOrigin }));
  assert.equal(other.seen[0]?.body, `client_secret=${canary}`);
  assert.ok(questions[0]?.includes(other.origin) && !questions[0].includes(canary));
});

test('a circle is left at its first repetition', async (t) => {
  const server = await rawServer(t, (seen) =>
    answer('302 Found', [`Location: ${seen.line.includes('/a') ? '/b' : '/a'}`]),
  );
  const outcome = failed(await sendIt(request('GET', `${server.origin}/a`)));
  assert.equal(outcome.code, 'too-many-redirects');
  assert.match(outcome.message, /circle/);
  assert.ok(server.seen.length < 6);
  assert.equal(outcome.earlier.length, server.seen.length);
});

test('a chain ends after 20', async (t) => {
  const server = await rawServer(t, (_, __, count) => answer('302 Found', [`Location: /${count}`]));
  const outcome = failed(await sendIt(request('GET', server.origin)));
  assert.equal(outcome.code, 'too-many-redirects');
  assert.match(outcome.message, /More than 20/);
  assert.equal(server.seen.length, 21);
});

test('following can be switched off, by setting and by directive', async (t) => {
  const server = await rawServer(t, () => answer('302 Found', ['Location: /b']));
  assert.equal(answered(await sendIt(request('GET', server.origin), { followRedirects: false })).response.status, 302);
  assert.equal(
    answered(await sendIt({ ...request('GET', server.origin), followRedirects: false })).response.status,
    302,
  );
  assert.equal(server.seen.length, 2);
});

for (const location of [
  'myapp://callback?code=1',
  'javascript:alert(1)',
  'http://',
  'http://[::1',
  'file:///etc/passwd',
]) {
  test(`a Location that cannot be followed is the answer: ${location}`, async (t) => {
    const server = await rawServer(t, () => answer('302 Found', [`Location: ${location}`]));
    assert.equal(answered(await sendIt(request('GET', server.origin))).response.status, 302);
  });
}

test('credentials in a Location are not sent', async (t) => {
  const server = await rawServer(t, (_, __, count) =>
    count === 1
      ? answer('302 Found', ['Location: http://user:pass@127.0.0.1:1/'.replace(':1/', `:${port()}/`)])
      : answer('200 OK'),
  );
  function port() {
    return server.port;
  }
  answered(await sendIt(request('GET', server.origin)));
  assert.ok(!server.seen[1]?.octets.toLowerCase().includes('authorization'));
});

test('from https to http nothing secret goes, and it is called a downgrade', () => {
  const target = readTarget('https://api.test/a');
  assert.ok(typeof target === 'object');
  const response = {
    status: 302,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    headers: [{ name: 'location', value: 'http://api.test/a' }],
  };
  const next = nextHop(
    {
      method: 'GET',
      target,
      headers: [
        { name: 'authorization', value: 'x' },
        { name: 'Accept', value: '*/*' },
      ],
    },
    response,
  );
  assert.equal(next?.crosses, 'downgrade');
  assert.deepEqual(next.hop.headers, [{ name: 'Accept', value: '*/*' }]);
});

test('a port written out is no other origin', () => {
  const target = readTarget('https://API.test/a');
  assert.ok(typeof target === 'object');
  const response = {
    status: 302,
    statusText: '',
    httpVersion: 'HTTP/1.1',
    headers: [{ name: 'Location', value: 'https://api.TEST:443/b' }],
  };
  assert.equal(nextHop({ method: 'GET', target, headers: [] }, response)?.crosses, undefined);
});

test('what is a credential', () => {
  for (const name of [
    'authorization',
    'COOKIE',
    'X-API-Key',
    'api_key',
    'X-Amz-Security-Token',
    'X-CSRF-Token',
    'X-Session-Id',
    'Signature',
  ]) {
    assert.ok(isCredential({ name, value: '1' }), name);
  }
  for (const name of ['Accept', 'Content-Type', 'User-Agent', 'Origin', 'X-Request-Id', 'If-Match']) {
    assert.ok(!isCredential({ name, value: '1' }), name);
  }
});

test('an AWS signature is not made for another origin', async (t) => {
  const { Secret } = await import('../../src/core/secret.ts');
  const other = await rawServer(t, () => answer('200 OK'));
  const first = await rawServer(t, (_, __, count) =>
    count === 1 ? answer('307 Go', ['Location: /again']) : answer('307 Go', [`Location: ${other.origin}/`]),
  );
  const auth = {
    scheme: 'aws',
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: new Secret(canary),
    region: 'us-east-1',
    service: 's3',
    sessionToken: new Secret('session-token-canary'),
  } as const;
  const exchange = answered(await sendIt({ ...request('GET', `${first.origin}/bucket`), auth }));
  assert.ok(first.seen.every((it) => /Authorization: AWS4-HMAC-SHA256/.test(it.octets)));
  assert.notEqual(first.seen[0]?.octets.split('Signature=')[1], first.seen[1]?.octets.split('Signature=')[1]);
  assert.ok(!/AWS4|x-amz/i.test(other.octets()));
  assert.ok(exchange.dropped.some((it) => it.header === 'Authorization' && it.why === 'cross-origin'));
  assert.ok(!(first.octets() + inspect(exchange, { depth: 9 })).includes(canary));
});

test("the session's cookies follow to where they belong only", async (t) => {
  const cookies = createCookies();
  const other = await rawServer(t, () => answer('200 OK', ['Set-Cookie: theirs=1']));
  const first = await rawServer(t, (seen) =>
    seen.line.includes('/go')
      ? answer('302 Found', [`Location: ${other.origin}/`])
      : answer('200 OK', [`Set-Cookie: sid=${canary}; Path=/`]),
  );
  await sendIt(request('GET', `${first.origin}/login`), {}, { cookies });
  const exchange = answered(await sendIt(request('GET', `${first.origin}/go`), {}, { cookies }));
  assert.ok(first.seen[1]?.fields.includes(`Cookie: sid=${canary}`));
  assert.ok(!other.octets().includes(canary));
  assert.deepEqual(
    exchange.dropped.map((it) => it.header),
    ['Cookie'],
  );
});
