import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { close } from '../../src/send/dispose.ts';
import { describeError } from '../../src/send/failures.ts';
import { failureCodes } from '../../src/send/outcome.ts';
import { answer, answered, canary, failed, listen, rawServer, request, sendIt } from './loopback.ts';

/** A request that is full of secrets; none may turn up in a failure. */
function secretRequest(url: string) {
  return request('POST', `${url}/?token=${canary}`, [`Authorization: Bearer ${canary}`, `Cookie: a=${canary}`], canary);
}

function withoutSecrets(outcome: ReturnType<typeof failed>) {
  assert.ok(!inspect(outcome, { depth: 9, showHidden: true }).includes(canary), 'no secret in a failure');
  assert.ok(failureCodes.includes(outcome.code));
  return outcome;
}

test('a name that does not exist', async () => {
  const outcome = withoutSecrets(failed(await sendIt(secretRequest('http://does-not-exist.invalid'))));
  assert.equal(outcome.code, 'dns');
  assert.match(outcome.message, /does-not-exist\.invalid could not be resolved/);
});

test('a port where nothing listens', async (t) => {
  const server = createServer();
  const { port } = await listen(t, server);
  await new Promise((resolve) => server.close(resolve));
  const outcome = withoutSecrets(failed(await sendIt(secretRequest(`http://127.0.0.1:${port}`))));
  assert.equal(outcome.code, 'refused');
  assert.ok(outcome.message.includes(`127.0.0.1:${port} refused the connection`));
});

const hostile: readonly (readonly [string, string | Buffer, string, RegExp])[] = [
  ['no HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n', 'protocol', /not HTTP/],
  ['a bad chunk size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n', 'protocol', /status was 200/],
  [
    'a chunk larger than its size',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n',
    'protocol',
    /not HTTP/,
  ],
  [
    'both framings',
    'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    'protocol',
    /not HTTP/,
  ],
  ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc', 'protocol', /not HTTP/],
  ['a bare CR in a header', 'HTTP/1.1 200 OK\r\nX: a\rSet-Cookie: b=1\r\n\r\n', 'protocol', /not HTTP/],
  [
    '300 KB of headers',
    `HTTP/1.1 200 OK\r\n${`X-Flood: ${'x'.repeat(1000)}\r\n`.repeat(300)}\r\n`,
    'protocol',
    /larger than 256 KB/,
  ],
  [
    'a switch of protocols',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    'reset',
    /./,
  ],
];
for (const [what, reply, code, message] of hostile) {
  test(`a hostile answer: ${what}`, async (t) => {
    const server = await rawServer(t, (_, socket) => {
      socket.end(reply);
      return undefined;
    });
    const outcome = withoutSecrets(failed(await sendIt(secretRequest(server.origin))));
    assert.equal(outcome.code, code, outcome.message);
    assert.match(outcome.message, message);
  });
}

test('an answer that stops in the middle', async (t) => {
  const server = await rawServer(t, (_, socket) => {
    socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\nonly this');
    return undefined;
  });
  const outcome = withoutSecrets(failed(await sendIt(secretRequest(server.origin))));
  assert.equal(outcome.code, 'reset');
  assert.match(outcome.message, /in the middle of the answer.*status was 401/);
});

test('a connection reset before the answer', async (t) => {
  const server = await rawServer(t, (_, socket) => {
    socket.resetAndDestroy();
    return undefined;
  });
  const outcome = withoutSecrets(failed(await sendIt(secretRequest(server.origin))));
  assert.equal(outcome.code, 'reset');
  assert.match(outcome.message, /before it answered.*A port that speaks TLS may close it so: try https:/);
});

test('an answer of megabytes in headers is given up, not kept', async (t) => {
  const server = await rawServer(t, (_, socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const timer = setInterval(() => socket.write(`X: ${'x'.repeat(60_000)}\r\n`), 1);
    socket.on('close', () => clearInterval(timer));
    return undefined;
  });
  assert.equal(failed(await sendIt(request('GET', server.origin))).code, 'protocol');
});

test('time limits name the stage', async (t) => {
  const silent = await rawServer(t, () => undefined);
  const headers = withoutSecrets(failed(await sendIt(secretRequest(silent.origin), { timeoutMs: 300 })));
  assert.equal(headers.code, 'timeout-headers');
  assert.match(headers.message, /did not answer within 0\.3 seconds/);

  const slow = await rawServer(t, () => 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc');
  const body = withoutSecrets(failed(await sendIt(secretRequest(slow.origin), { timeoutMs: 300 })));
  assert.equal(body.code, 'timeout-body');

  const full = createServer((socket) => socket.pause());
  const { port } = await listen(t, full);
  const bytes = Buffer.alloc(16 * 1024 * 1024);
  const upload = failed(
    await sendIt({ method: 'PUT', url: `http://127.0.0.1:${port}/`, headers: [], body: bytes }, { timeoutMs: 300 }),
  );
  assert.equal(upload.code, 'timeout-headers');
  assert.match(upload.message, /did not take the whole request/);

  const own = failed(await sendIt({ ...request('GET', silent.origin), timeoutMs: 20 }));
  assert.match(own.message, /0\.02 seconds/);
});

test('a TLS handshake that never ends is a time limit while connecting', async (t) => {
  const { port } = await listen(
    t,
    createServer(() => {}),
  );
  const outcome = withoutSecrets(failed(await sendIt(secretRequest(`https://127.0.0.1:${port}`), { timeoutMs: 300 })));
  assert.equal(outcome.code, 'timeout-connect');
  assert.match(outcome.message, /TLS handshake was not finished/);

  const own = { ...secretRequest(`https://127.0.0.1:${port}`), connectTimeoutMs: 20 };
  assert.match(failed(await sendIt(own, { timeoutMs: 600_000 })).message, /not finished within 0\.02 seconds/);
});

test('TLS to a port that speaks plain HTTP', async (t) => {
  const server = await rawServer(t, () => answer('400 Bad Request'));
  const plain = createServer((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
  const { port } = await listen(t, plain);
  const outcome = withoutSecrets(failed(await sendIt(secretRequest(`https://127.0.0.1:${port}`))));
  assert.equal(outcome.code, 'tls-handshake');
  assert.match(outcome.message, /does not speak TLS/);
  assert.equal(server.octets(), '');
});

for (const [stage, reply] of [
  ['before anything', undefined],
  ['while waiting', undefined],
  ['in the body', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'],
] as const) {
  test(`cancelling ${stage} ends it at once`, async (t) => {
    const abort = new AbortController();
    const server = await rawServer(t, () => {
      setTimeout(() => abort.abort(), 5);
      return reply;
    });
    if (stage === 'before anything') abort.abort();
    const outcome = withoutSecrets(failed(await sendIt(secretRequest(server.origin), {}, { signal: abort.signal })));
    assert.equal(outcome.code, 'cancelled');
    assert.equal(server.seen.length, stage === 'before anything' ? 0 : 1);
  });
}

test('cancelling while connecting, and during TLS', async (t) => {
  const { port } = await listen(
    t,
    createServer(() => {}),
  );
  const outcome = failed(
    await sendIt(secretRequest(`https://127.0.0.1:${port}`), {}, { signal: AbortSignal.timeout(20) }),
  );
  assert.equal(outcome.code, 'cancelled');
  assert.match(outcome.message, /nothing was sent/);
});

test('closing gives up what is not connected yet', async (t) => {
  const silent = createServer(() => {});
  const { port, sockets } = await listen(t, silent);
  const connected = new Promise((resolve) => silent.once('connection', resolve));
  const sent = sendIt(secretRequest(`https://127.0.0.1:${port}`), { timeoutMs: 600_000 });
  await connected;
  const gone = Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  await close();
  assert.ok(['cancelled', 'reset', 'tls-handshake'].includes(withoutSecrets(failed(await sent)).code));
  await gone;
});

test('one cancelled request leaves the others alone', async (t) => {
  const abort = new AbortController();
  const server = await rawServer(t, (seen, socket) => {
    if (seen.line.includes('stuck')) {
      abort.abort();
      return undefined;
    }
    setTimeout(() => socket.write(answer('200 OK')), 10);
    return undefined;
  });
  const [stuck, other] = await Promise.all([
    sendIt(request('GET', `${server.origin}/stuck`), {}, { signal: abort.signal }),
    sendIt(request('GET', `${server.origin}/other`)),
  ]);
  assert.equal(failed(stuck).code, 'cancelled');
  assert.equal(answered(other).response.status, 200);
  assert.equal(answered(await sendIt(request('GET', `${server.origin}/later`))).response.status, 200);
});

test('what was answered before a failure is kept', async (t) => {
  const server = await rawServer(t, (_, socket, count) => {
    if (count === 1) return answer('302 Found', ['Location: /b']);
    socket.destroy();
    return undefined;
  });
  const outcome = failed(await sendIt(request('POST', server.origin)));
  assert.deepEqual(
    outcome.earlier.map((it) => it.response.status),
    [302],
  );
});

for (const url of [
  '',
  'nonsense',
  'ftp://x/',
  'http://',
  'http://:80/',
  'http://a b/',
  'http://x:99999/',
  'http://x:0/',
  'http://[::1',
  'http://a\\@b/',
  'https://\u0000/',
  'http://x%zz:1:2/',
  '//host/',
]) {
  test(`a URL that cannot be sent is an outcome: ${JSON.stringify(url)}`, async () => {
    const outcome = failed(await sendIt(request('GET', url)));
    assert.equal(outcome.code, 'other');
    assert.match(outcome.message, /Nothing was sent\.$/);
  });
}

test('errors of every kind have words, without their own messages', () => {
  const codes = [
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'HPE_INVALID_CONSTANT',
    'UND_ERR_SOCKET',
    'ERR_HTTP2_ERROR',
    'SOMETHING_NEW',
    '',
  ];
  const stages = ['connect', 'tls', 'request', 'headers', 'body'] as const;
  for (const code of codes) {
    for (const stage of stages) {
      const error = Object.assign(new Error(canary), code ? { code } : {});
      const failure = describeError(stage === 'connect' ? new AggregateError([error], canary) : error, {
        stage,
        address: 'api.test:443',
        proxy: false,
      });
      assert.ok(failureCodes.includes(failure.failure));
      assert.match(failure.message, /^[A-Z].*[.?]$/);
      assert.ok(!failure.message.includes(canary) && failure.message.includes('api.test'));
      assert.doesNotMatch(failure.message, /\binvalid\b|please|simply|error occurred/i);
    }
  }
  for (const odd of [undefined, null, 'text', 7, {}]) {
    assert.equal(describeError(odd, { stage: 'headers', address: 'a:1', proxy: false }).failure, 'other');
  }
});
