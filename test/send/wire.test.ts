import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, answered, failed, rawServer, request, sendIt } from './loopback.ts';

test('headers leave in the order, case and number written, Host first and Content-Length last', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  await sendIt(
    request('POST', `${server.origin}/`, ['x-b: 2', 'X-A: 1', 'X-b: 3', 'user-AGENT: mine', 'aCCEPT:'], 'hi'),
  );
  assert.deepEqual(server.seen[0]?.fields, [
    `Host: 127.0.0.1:${server.port}`,
    'x-b: 2',
    'X-A: 1',
    'X-b: 3',
    'user-AGENT: mine',
    'aCCEPT: ',
    'Content-Length: 2',
  ]);
  assert.equal(server.seen[0]?.body, 'hi');
});

test('what stands in the record is what stood on the wire', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  const exchange = answered(await sendIt(request('PUT', `${server.origin}/a`, ['B: 1', 'b: 2'], 'x')));
  assert.deepEqual(
    exchange.request.headers.map((it) => `${it.name}: ${it.value}`),
    server.seen[0]?.fields,
  );
  assert.equal(exchange.request.body?.text, 'x');
  assert.equal(exchange.sentAt, 1_795_000_000_000);
});

test('a written Host stands where and as it is written', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  await sendIt(request('GET', `${server.origin}/`, ['A: 1', 'hOST: Api.Test', 'User-Agent: x']));
  assert.deepEqual(server.seen[0]?.fields, ['A: 1', 'hOST: Api.Test', 'User-Agent: x']);
});

test('a derived Host keeps the casing of the authority', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  await sendIt(request('GET', `HTTP://LocalHost:${server.port}/`));
  assert.equal(server.seen[0]?.fields[0], `Host: LocalHost:${server.port}`);
});

for (const path of [
  '/a/../b/./c',
  '/%7e%7E~',
  '//x//',
  '/a\'b"c<d>|{e}^`',
  '/?q=a+b%20c&&=',
  '/?a?b',
  '/;p=1',
  '/\\x',
]) {
  test(`path and query leave as written: ${path}`, async (t) => {
    const server = await rawServer(t, () => answer('200 OK'));
    const exchange = answered(await sendIt(request('GET', `${server.origin}${path}#part`)));
    assert.equal(server.seen[0]?.line, `GET ${path} HTTP/1.1`);
    assert.equal(exchange.request.url, `${server.origin}${path}`);
  });
}

test('octets beyond ASCII leave as UTF-8, in the target and in values', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  await sendIt(request('GET', `${server.origin}/ä?€`, ['X-Name: Zoë']));
  const octets = Buffer.from(server.octets(), 'latin1').toString('utf8');
  assert.match(octets, /^GET \/ä\?€ HTTP\/1\.1\r\n/);
  assert.match(octets, /\r\nX-Name: Zoë\r\n/);
});

test('no path is a slash, also before a query', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  await sendIt(request('GET', server.origin));
  await sendIt(request('GET', `${server.origin}?a=1`));
  assert.deepEqual(
    server.seen.map((it) => it.line),
    ['GET / HTTP/1.1', 'GET /?a=1 HTTP/1.1'],
  );
});

for (const method of ['get', 'Patch', 'PROPFIND', 'PURGE', 'M-SEARCH', 'x!#$%&*+.^_`|~9', 'BREW']) {
  test(`any method leaves as written: ${method}`, async (t) => {
    const server = await rawServer(t, () => answer('200 OK', [], 'ok'));
    const exchange = answered(await sendIt(request(method, `${server.origin}/`)));
    assert.equal(server.seen[0]?.line, `${method} / HTTP/1.1`);
    assert.equal(exchange.request.method, method);
    assert.equal(exchange.response.body?.text, 'ok');
  });
}

test('the answer to HEAD has no body, whatever its Content-Length', async (t) => {
  const server = await rawServer(t, () => 'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n');
  const exchange = answered(await sendIt(request('HEAD', `${server.origin}/`)));
  assert.equal(exchange.response.body?.size, 0);
});

test('Expect, Connection, Transfer-Encoding and an odd Content-Length go as written', async (t) => {
  const server = await rawServer(t, (seen) =>
    seen.fields.includes('Expect: 100-continue')
      ? 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'
      : answer('200 OK'),
  );
  const expected = answered(
    await sendIt(request('POST', `${server.origin}/`, ['Expect: 100-continue', 'Connection: close'], 'a')),
  );
  assert.equal(expected.response.status, 204);
  assert.ok(server.seen[0]?.fields.includes('Connection: close'));

  await sendIt(request('POST', `${server.origin}/`, ['Transfer-Encoding: chunked'], 'hello'));
  assert.equal(server.seen[1]?.body, '5\r\nhello\r\n0\r\n\r\n');
  assert.ok(!server.seen[1]?.octets.toLowerCase().includes('content-length'));

  await sendIt(request('POST', `${server.origin}/`, ['content-LENGTH: 2'], 'hello'));
  assert.ok(server.seen[2]?.fields.includes('content-LENGTH: 2'));
});

test('a written HTTP/1.0 is what is spoken', async (t) => {
  const server = await rawServer(t, (_, socket) => {
    socket.end('HTTP/1.0 401 Unauthorized\r\nWWW-Authenticate: Basic realm="x"\r\n\r\nno length');
    return undefined;
  });
  const exchange = answered(await sendIt({ ...request('GET', `${server.origin}/`), version: 'HTTP/1.0' }));
  assert.equal(server.seen[0]?.line, 'GET / HTTP/1.0');
  assert.equal(exchange.request.httpVersion, 'HTTP/1.0');
  assert.equal(exchange.response.httpVersion, 'HTTP/1.0');
  assert.equal(exchange.response.body?.text, 'no length');
});

test('HTTP/3 is refused before anything is sent', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  const outcome = failed(await sendIt({ ...request('GET', `${server.origin}/`), version: 'HTTP/3' }));
  assert.equal(outcome.code, 'protocol');
  assert.match(outcome.message, /asks for HTTP\/3.*nothing was sent/);
  assert.equal(server.octets(), '');
});

test('what comes back keeps its order, case and duplicates', async (t) => {
  const server = await rawServer(t, () =>
    answer('401 Go Away', ['x-b: 1', 'WWW-Authenticate: A', 'X-B: ü', 'www-authenticate: B']),
  );
  const { response } = answered(await sendIt(request('GET', `${server.origin}/`)));
  assert.equal(response.status, 401);
  assert.equal(response.statusText, 'Go Away');
  assert.equal(response.httpVersion, 'HTTP/1.1');
  assert.deepEqual(
    response.headers.slice(0, 4).map((it) => `${it.name}: ${it.value}`),
    ['x-b: 1', 'WWW-Authenticate: A', 'X-B: ü', 'www-authenticate: B'],
  );
});

test('a value that is not UTF-8 is read as Latin-1', async (t) => {
  const server = await rawServer(t, () =>
    Buffer.from('HTTP/1.1 200 OK\r\nX-A: \xfc\r\nContent-Length: 0\r\n\r\n', 'latin1'),
  );
  assert.equal(answered(await sendIt(request('GET', server.origin))).response.headers[0]?.value, 'ü');
});

const refused: readonly (readonly [string, string, string, RegExp])[] = [
  ['a line break in a value', '/', 'X-A: a\r\nX-Injected: 1', /X-A holds a line break/],
  ['a lone line feed', '/', 'X-A: a\nb', /line break/],
  ['NUL in a value', '/', 'X-A: a\u0000b', /NUL/],
  ['a name that is none', '/', 'X A: 1', /header name/],
  ['a space in the path', '/a b', 'X-A: 1', /a space.*%20/],
  ['a line break in the query', '/?a\r\nX: 1', 'X-A: 1', /U\+000D/],
];
for (const [what, path, field, message] of refused) {
  test(`${what} never reaches the wire`, async (t) => {
    const server = await rawServer(t, () => answer('200 OK'));
    const colon = field.indexOf(':');
    const outcome = failed(
      await sendIt({
        method: 'GET',
        url: `${server.origin}${path}`,
        headers: [{ name: field.slice(0, colon), value: field.slice(colon + 2) }],
      }),
    );
    assert.match(outcome.message, message);
    assert.equal(server.octets(), '');
  });
}

for (const [method, body, length] of [
  ['POST', undefined, '0'],
  ['PUT', '', '0'],
  ['GET', undefined, undefined],
  ['DELETE', 'x', '1'],
] as const) {
  test(`${method} with ${body === undefined ? 'no body' : `"${body}"`} says Content-Length ${length ?? 'nothing'}`, async (t) => {
    const server = await rawServer(t, () => answer('200 OK'));
    await sendIt(request(method, server.origin, [], body));
    const said = server.seen[0]?.fields.find((it) => it.startsWith('Content-Length'));
    assert.equal(said, length === undefined ? undefined : `Content-Length: ${length}`);
  });
}

test('one connection serves many requests, and each gets its own answer', async (t) => {
  let connections = 0;
  const server = await rawServer(t, (seen, socket) => {
    if (!(socket as { counted?: boolean }).counted) {
      (socket as { counted?: boolean }).counted = true;
      connections++;
    }
    return answer('200 OK', [], seen.line);
  });
  for (let i = 0; i < 5; i++) {
    const exchange = answered(await sendIt(request('GET', `${server.origin}/${i}`)));
    assert.equal(exchange.response.body?.text, `GET /${i} HTTP/1.1`);
    assert.equal(exchange.timings?.connect === undefined, 0 < i, 'a reused connection has no time to connect');
  }
  assert.equal(connections, 1);

  const bodies = await Promise.all(
    Array.from({ length: 100 }, (_, i) => sendIt(request('GET', `${server.origin}/p${i}`))),
  );
  assert.deepEqual(
    bodies.map((it) => answered(it).response.body?.text),
    bodies.map((_, i) => `GET /p${i} HTTP/1.1`),
  );
});

test('an idle connection that the server has closed is replaced, for requests that change nothing twice', async (t) => {
  const server = await rawServer(t, (_, socket, count) => {
    if (count === 2) {
      socket.destroy();
      return undefined;
    }
    return answer('200 OK', [], String(count));
  });
  await sendIt(request('GET', server.origin));
  assert.equal(answered(await sendIt(request('GET', server.origin))).response.body?.text, '3');
});

test('a POST is not repeated on its own', async (t) => {
  const server = await rawServer(t, (_, socket, count) => {
    if (count === 2) {
      socket.destroy();
      return undefined;
    }
    return answer('200 OK', [], String(count));
  });
  await sendIt(request('POST', server.origin));
  const outcome = failed(await sendIt(request('POST', server.origin)));
  assert.equal(outcome.code, 'reset');
  assert.equal(server.seen.length, 2);
});

test('user information in the URL becomes Basic and stays out of the record', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  const exchange = answered(await sendIt(request('GET', `http://al%40x:p%3Ass@127.0.0.1:${server.port}/`)));
  assert.ok(server.seen[0]?.fields.includes(`Authorization: Basic ${btoa('al@x:p:ss')}`));
  assert.equal(exchange.request.url, `${server.origin}/`);
});
