import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, answered, rawServer, request, sendIt } from './loopback.ts';

const uuid = /^X-Request-Id: [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test('without the setting nothing is added', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  await sendIt(request('GET', `${server.origin}/`));
  assert.deepEqual(server.seen[0]?.fields, [`Host: 127.0.0.1:${server.port}`, 'User-Agent: why401']);
});

test('each request gets an id of its own, which stands in the record too', async (t) => {
  const server = await rawServer(t, () => answer('401 Unauthorized'));
  const ids = [];
  for (let i = 0; i < 2; i++) {
    const exchange = answered(await sendIt(request('GET', `${server.origin}/`), { requestId: 'X-Request-Id' }));
    const [sent] = (server.seen.at(-1)?.fields ?? []).filter((it) => uuid.test(it));
    assert.ok(sent, server.seen.at(-1)?.octets);
    assert.ok(exchange.request.headers.some((it) => `${it.name}: ${it.value}` === sent));
    ids.push(sent);
  }
  assert.notEqual(ids[0], ids[1]);
});

test('an id that is written stays, however its name is written', async (t) => {
  const server = await rawServer(t, () => answer('200 OK'));
  await sendIt(request('GET', `${server.origin}/`, ['x-request-ID: mine']), { requestId: 'X-Request-Id' });
  assert.deepEqual(
    server.seen[0]?.fields.filter((it) => /^x-request-id/i.test(it)),
    ['x-request-ID: mine'],
  );
});

test('a redirect is the same request: its hops have one id', async (t) => {
  const server = await rawServer(t, (seen) =>
    seen.line.includes('/a') ? answer('302 Found', ['Location: /b']) : answer('200 OK'),
  );
  await sendIt(request('GET', `${server.origin}/a`), { requestId: 'traceparent' });
  const [first, second] = server.seen.map((it) => it.fields.find((field) => field.startsWith('traceparent: ')));
  assert.match(first ?? '', /^traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  assert.equal(second, first);
});
