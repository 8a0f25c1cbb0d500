import assert from 'node:assert/strict';
import { createServer, request as httpRequest } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { inspect } from 'node:util';
import { createCookies } from '../../src/send/cookies.ts';
import type { SendSettings } from '../../src/send/outcome.ts';
import { isExempt, proxyFor } from '../../src/send/proxies.ts';
import { readTarget } from '../../src/send/target.ts';
import { makeCertificates } from './certificates.ts';
import { answer, answered, canary, failed, listen, rawServer, request, sendIt } from './loopback.ts';

const made = makeCertificates();
const skip = typeof made === 'string' ? made : false;
const it = typeof made === 'string' ? undefined : made;

/** A proxy that forwards and tunnels; with `password` it asks for it. */
async function proxyServer(t: TestContext, password?: string) {
  const seen: string[] = [];
  const wanted = password === undefined ? undefined : `Basic ${btoa(`user:${password}`)}`;
  const server = createServer((message, response) => {
    seen.push(`${message.method} ${message.url} ${message.rawHeaders.join(' ')}`);
    if (wanted !== undefined && message.headers['proxy-authorization'] !== wanted) {
      response.writeHead(407, { 'Proxy-Authenticate': 'Basic realm="proxy"' }).end('who are you?');
      return;
    }
    const onward = httpRequest(message.url ?? '', { method: message.method, headers: message.headers }, (from) => {
      response.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    message.pipe(onward);
  });
  server.on('connect', (message, socket, head) => {
    seen.push(`CONNECT ${message.url} ${message.rawHeaders.join(' ')}`);
    socket.on('error', () => {});
    if (wanted !== undefined && message.headers['proxy-authorization'] !== wanted) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nSet-Cookie: planted=1\r\nLocation: http://127.0.0.1:1/\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 12\r\n\r\nwho are you?',
      );
      return;
    }
    const [host = '', port = ''] = (message.url ?? '').split(':');
    const onward = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('close', () => onward.destroy());
  });
  const { port } = await listen(t, server);
  return { port, seen, address: `127.0.0.1:${port}` };
}

async function secureServer(t: TestContext) {
  assert.ok(it);
  const seen: string[] = [];
  const server = createHttps({ key: it.pem(it.key), cert: it.pem(it.good) }, (message, response) => {
    seen.push(message.rawHeaders.join(' '));
    response.end('through');
  });
  return { ...(await listen(t, server)), seen };
}

test('http goes through the proxy in absolute form, by setting and by environment', async (t) => {
  const server = await rawServer(t, () => answer('200 OK', [], 'ok'));
  const proxy = await proxyServer(t);
  const exchange = answered(
    await sendIt(request('GET', `${server.origin}/a/../b?c=%7e`), { proxy: `http://${proxy.address}` }),
  );
  assert.equal(exchange.response.body?.text, 'ok');
  assert.ok(proxy.seen[0]?.startsWith(`GET ${server.origin}/a/../b?c=%7e Host 127.0.0.1:${server.port} `));
  answered(await sendIt(request('GET', server.origin), {}, { environment: { http_proxy: proxy.address } }));
  assert.equal(proxy.seen.length, 2);
  answered(
    await sendIt(request('GET', server.origin), { proxy: proxy.address }, { environment: { NO_PROXY: 'x,127.0.0.1' } }),
  );
  assert.equal(proxy.seen.length, 2);
});

test('https goes through a tunnel, and the proxy sees nothing of it', { skip }, async (t) => {
  assert.ok(it);
  const server = await secureServer(t);
  const proxy = await proxyServer(t, 'pass');
  const fields = [`Authorization: Bearer ${canary}`];
  const changes = { certificateAuthorities: [it.ca], proxy: `http://user:pass@${proxy.address}` };
  const exchange = answered(await sendIt(request('GET', `https://localhost:${server.port}/secret`, fields), changes));
  assert.equal(exchange.response.body?.text, 'through');
  assert.deepEqual(proxy.seen, [
    `CONNECT localhost:${server.port} Host localhost:${server.port} Proxy-Authorization Basic ${btoa('user:pass')}`,
  ]);
  assert.ok(server.seen[0]?.includes(canary) && !/proxy-authorization/i.test(server.seen[0]));
});

test('a 407 is an answer, for a tunnel and for a forwarded request', { skip }, async (t) => {
  assert.ok(it);
  const server = await secureServer(t);
  const proxy = await proxyServer(t, 'pass');
  const fields = [`Authorization: Bearer ${canary}`];
  const cookies = createCookies();
  const tunnel = answered(
    await sendIt(
      request('GET', `https://localhost:${server.port}/a?b=${canary}`, fields),
      { proxy: proxy.address },
      { cookies },
    ),
  );
  assert.deepEqual(cookies.list(), [], 'a proxy sets no cookies for the server behind it');
  assert.equal(tunnel.response.status, 407);
  assert.equal(tunnel.request.method, 'CONNECT');
  assert.deepEqual(tunnel.response.headers[2], { name: 'Proxy-Authenticate', value: 'Basic realm="proxy"' });
  assert.equal(tunnel.response.body?.text, 'who are you?');
  assert.ok(!(inspect(tunnel, { depth: 9 }) + proxy.seen.join()).includes(canary));

  const forwarded = answered(await sendIt(request('GET', 'http://127.0.0.1:9/'), { proxy: proxy.address }));
  assert.equal(forwarded.response.status, 407);
});

test('a written Proxy-Authorization is for the proxy, not for the server behind a tunnel', { skip }, async (t) => {
  assert.ok(it);
  const server = await secureServer(t);
  const proxy = await proxyServer(t, 'pass');
  const fields = [`Proxy-Authorization: Basic ${btoa('user:pass')}`];
  answered(
    await sendIt(request('GET', `https://localhost:${server.port}/`, fields), {
      proxy: proxy.address,
      certificateAuthorities: [it.ca],
    }),
  );
  assert.ok(!/proxy-authorization/i.test(server.seen.join()));
});

test('a proxy that is none, is silent, is away or is misspelled', { skip }, async (t) => {
  const url = 'https://localhost:9/';
  const strange = await rawServer(t, () => 'SSH-2.0-OpenSSH\r\n');
  assert.equal(failed(await sendIt(request('GET', url), { proxy: `127.0.0.1:${strange.port}` })).code, 'proxy');
  const silent = await rawServer(t, () => undefined);
  const late = failed(await sendIt(request('GET', url), { proxy: `127.0.0.1:${silent.port}`, timeoutMs: 300 }));
  assert.equal(late.code, 'timeout-connect');
  assert.match(late.message, /proxy.*did not open a tunnel/);
  const closing = await rawServer(t, (_, socket) => {
    socket.destroy();
    return undefined;
  });
  assert.equal(failed(await sendIt(request('GET', url), { proxy: `127.0.0.1:${closing.port}` })).code, 'reset');
  for (const proxy of ['ftp://x', 'https://proxy.test', `http://u:${canary}@`, `http://u:${canary}@x y`]) {
    const outcome = failed(await sendIt(request('GET', url), { proxy }));
    assert.equal(outcome.code, 'proxy');
    assert.ok(!outcome.message.includes(canary));
  }
});

test('which proxy, and when none', () => {
  const secure = readTarget('https://api.test/');
  const plain = readTarget('http://api.test/');
  assert.ok(typeof secure === 'object' && typeof plain === 'object');
  const none: Pick<SendSettings, 'proxy'> = {};
  assert.equal(proxyFor(secure, none, { https_proxy: 'a:1', http_proxy: 'b:2' })?.host, 'a');
  assert.equal(proxyFor(plain, none, { https_proxy: 'a:1', http_proxy: 'b:2' })?.host, 'b');
  assert.equal(proxyFor(plain, none, { HTTPS_PROXY: 'a:1' }), undefined);
  assert.equal(proxyFor(plain, none, { ALL_PROXY: 'c' })?.port, 80);
  assert.equal(proxyFor(secure, { proxy: 'set:9' }, { https_proxy: 'a:1' })?.host, 'set');
  assert.equal(proxyFor(secure, { proxy: '' }, { https_proxy: 'a:1' }), undefined);
});

const exemptions: readonly (readonly [string, number, string, boolean])[] = [
  ['api.test', 443, '*', true],
  ['api.test', 443, '', false],
  ['api.test', 443, 'api.test', true],
  ['api.test', 443, 'x, .test', true],
  ['api.test', 443, '*.test', true],
  ['myapi.test', 443, 'api.test', false],
  ['api.test', 443, 'api.test:8443', false],
  ['api.test', 8443, 'API.test:8443', true],
  ['::1', 80, '::1', true],
  ['::1', 80, '[::1]:80', true],
  ['127.0.0.1', 80, '127.0.0.1', true],
];
for (const [host, port, noProxy, expected] of exemptions) {
  test(`NO_PROXY="${noProxy}" ${expected ? 'names' : 'does not name'} ${host}:${port}`, () => {
    assert.equal(isExempt({ host, port }, noProxy), expected);
  });
}
