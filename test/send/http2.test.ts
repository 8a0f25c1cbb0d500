import assert from 'node:assert/strict';
import { createSecureServer, createServer, type Http2Server } from 'node:http2';
import { createServer as createHttps } from 'node:https';
import { type TestContext, test } from 'node:test';
import { makeCertificates } from './certificates.ts';
import { answer, answered, failed, listen, rawServer, request, sendIt } from './loopback.ts';

const made = makeCertificates();
const skip = typeof made === 'string' ? made : false;
const it = typeof made === 'string' ? undefined : made;

interface Got {
  readonly fields: readonly string[];
  readonly body: string;
}

async function serve(t: TestContext, server: Http2Server): Promise<{ port: number; got: Got[] }> {
  const got: Got[] = [];
  server.on('stream', (stream, headers, _flags, raw?: unknown) => {
    const list = Array.isArray(raw) ? raw.map(String) : Object.entries(headers).flatMap(([k, v]) => [k, String(v)]);
    let body = '';
    stream.on('error', () => {});
    stream.on('data', (chunk) => {
      body += chunk;
    });
    stream.on('end', () => {
      const fields: string[] = [];
      for (let i = 0; i + 1 < list.length; i += 2)
        fields.push(`${list[i]}: ${Buffer.from(list[i + 1] ?? '', 'latin1')}`);
      got.push({ fields, body });
      stream.respond({
        ':status': 401,
        'www-authenticate': ['Bearer', 'Basic realm="x"'],
        'content-type': 'text/plain',
      });
      stream.end('no');
    });
  });
  const { port } = await listen(t, server);
  return { port, got };
}

test('HTTP/2 over TLS', { skip }, async (t) => {
  assert.ok(it);
  const { port, got } = await serve(t, createSecureServer({ key: it.pem(it.key), cert: it.pem(it.good) }));
  const prepared = {
    ...request(
      'POST',
      `https://LocalHost:${port}/a/../b?x=%7e`,
      ['X-B: 1', 'x-b: 2', 'X-Name: Zoë', 'Connection: close'],
      'body',
    ),
    version: 'HTTP/2',
  } as const;
  const exchange = answered(await sendIt(prepared, { certificateAuthorities: [it.ca] }));
  assert.equal(exchange.request.httpVersion, 'HTTP/2');
  assert.equal(exchange.response.httpVersion, 'HTTP/2');
  assert.equal(exchange.response.status, 401);
  assert.equal(exchange.response.body?.text, 'no');
  assert.deepEqual(
    exchange.response.headers.filter((field) => field.name === 'www-authenticate').map((field) => field.value),
    ['Bearer', 'Basic realm="x"'],
  );
  const fields = got[0]?.fields ?? [];
  for (const wanted of [
    ':method: POST',
    ':path: /a/../b?x=%7e',
    ':scheme: https',
    'x-b: 1',
    'x-b: 2',
    'x-name: Zoë',
    'user-agent: why401',
    'content-length: 4',
  ]) {
    assert.ok(fields.includes(wanted), `${wanted} in ${fields.join(' | ')}`);
  }
  assert.ok(fields.some((field) => field.toLowerCase() === `:authority: localhost:${port}`));
  assert.equal(got[0]?.body, 'body');
  for (const field of exchange.request.headers) assert.ok(fields.includes(`${field.name}: ${field.value}`), field.name);
  assert.equal(typeof exchange.timings?.tls, 'number');
  const second = answered(await sendIt(prepared, { certificateAuthorities: [it.ca] }));
  assert.equal(second.timings?.tls, undefined);
});

test('HTTP/2 without TLS, by prior knowledge; any method', async (t) => {
  const { port, got } = await serve(t, createServer());
  for (const method of ['GET', 'PROPFIND', 'patch', 'HEAD']) {
    const exchange = answered(
      await sendIt({ ...request(method, `http://127.0.0.1:${port}/`, ['Host: api.test']), version: 'HTTP/2' }),
    );
    assert.equal(exchange.response.httpVersion, 'HTTP/2');
    assert.ok(got.at(-1)?.fields.includes(`:method: ${method}`));
    assert.ok(got.at(-1)?.fields.includes(':authority: api.test'));
  }
});

test('a server without HTTP/2 is not spoken to in another version', { skip }, async (t) => {
  assert.ok(it);
  let requests = 0;
  const server = createHttps({ key: it.pem(it.key), cert: it.pem(it.good) }, (_, response) => {
    requests++;
    response.end();
  });
  server.on('tlsClientError', () => {});
  const { port } = await listen(t, server);
  const outcome = failed(
    await sendIt(
      { ...request('GET', `https://localhost:${port}/`), version: 'HTTP/2' },
      { certificateAuthorities: [it.ca] },
    ),
  );
  assert.ok(['protocol', 'tls-handshake'].includes(outcome.code), outcome.code);
  assert.match(outcome.message, /HTTP\/2.*(?:N|n)othing was sent/);
  assert.equal(requests, 0);
});

test('a plain server of HTTP/1.1 that gets HTTP/2', async (t) => {
  const server = await rawServer(t, (_, socket) => {
    socket.end(answer('400 Bad Request'));
    return undefined;
  });
  const outcome = failed(await sendIt({ ...request('GET', server.origin), version: 'HTTP/2' }));
  assert.ok(['protocol', 'reset'].includes(outcome.code), `${outcome.code} ${outcome.message}`);
});

test('time limit and cancellation over HTTP/2', async (t) => {
  const server = createServer();
  server.on('stream', (stream) => stream.on('error', () => {}));
  const { port } = await listen(t, server);
  const prepared = { ...request('GET', `http://127.0.0.1:${port}/`), version: 'HTTP/2' } as const;
  assert.equal(failed(await sendIt(prepared, { timeoutMs: 300 })).code, 'timeout-headers');
  assert.equal(failed(await sendIt(prepared, {}, { signal: AbortSignal.timeout(20) })).code, 'cancelled');
});
