import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { answer, rawServer } from '../send/loopback.ts';
import { plainServer, type RunOptions, refused, runDocument } from './conformance.ts';

/** The draft standard's statements on blocks, request lines, names and targets; each test bears the id of its statement. */

/** Both documents must reach the wire alike. */
async function sameWire(t: TestContext, one: string, other: string, options: RunOptions = {}): Promise<void> {
  const server = await plainServer(t);
  const first = await runDocument(t, one, { ...options, server });
  const second = await runDocument(t, other, { ...options, server });
  assert.notEqual(first.seen.length, 0);
  assert.deepEqual(
    second.seen.map((it) => it.octets),
    first.seen.map((it) => it.octets),
  );
}

async function lines(t: TestContext, document: string): Promise<readonly string[]> {
  return (await runDocument(t, document)).seen.map((it) => it.line);
}

test('request-line/line-extent', async (t) =>
  assert.deepEqual(await lines(t, 'GET ORIGIN/a\nX-Version: /b HTTP/1.0\n'), ['GET /a HTTP/1.1']));
test('request-line/recognition', async (t) =>
  assert.deepEqual(await lines(t, '\n# c\n@a = 1\n\nGET ORIGIN/{{a}}\n'), ['GET /1 HTTP/1.1']));
test('request-line/trailing-whitespace', async (t) =>
  assert.deepEqual(await lines(t, 'GET ORIGIN/a \t \n###\nGET ORIGIN/b HTTP/1.1 \t\n'), [
    'GET /a HTTP/1.1',
    'GET /b HTTP/1.1',
  ]));
test('request-line/version-omission', async (t) =>
  assert.deepEqual(await lines(t, 'GET ORIGIN/\n'), ['GET / HTTP/1.1']));
test('request-line/method-first/line-form', async (t) =>
  assert.deepEqual(await lines(t, 'GET ORIGIN/ HTTP/1.1\n'), ['GET / HTTP/1.1']));
test('request-line/method-first/malformed-line', async (t) => {
  assert.ok(refused(await runDocument(t, 'GET ORIGIN/ HTTP/1.1 more\n')));
  assert.ok(refused(await runDocument(t, 'GET\n')));
});
test('request-line/method-first/method-token', async (t) =>
  assert.deepEqual(await lines(t, 'PATCH ORIGIN/\n'), ['PATCH / HTTP/1.1']));
test('request-line/method-first/target-token', async (t) =>
  assert.deepEqual(await lines(t, 'GET ORIGIN/target?x HTTP/1.1\n'), ['GET /target?x HTTP/1.1']));
test('request-line/target-first/implied-method', async (t) =>
  assert.deepEqual(await lines(t, 'ORIGIN/t\n'), ['GET /t HTTP/1.1']));
test('request-line/target-first/line-form', async (t) =>
  assert.deepEqual(await lines(t, 'ORIGIN/t HTTP/1.1\n'), ['GET /t HTTP/1.1']));

test('request-naming/directive-form', async (t) =>
  assert.equal(
    (await runDocument(t, '# @name first\nPOST ORIGIN/\n\nx\n###\nPOST ORIGIN/\n\n{{first.request.body}}\n')).seen[1]
      ?.body,
    'x',
  ));
test('request-naming/assignment-form', async (t) =>
  assert.equal(
    (await runDocument(t, '# @name=first\nPOST ORIGIN/\n\nx\n###\nPOST ORIGIN/\n\n{{first.request.body}}\n')).seen[1]
      ?.body,
    'x',
  ));
test('request-naming/separator-form', async (t) =>
  assert.equal(
    (await runDocument(t, '### first\nPOST ORIGIN/\n\nx\n###\nPOST ORIGIN/\n\n{{first.request.body}}\n')).seen[1]?.body,
    'x',
  ));
test('request-naming/name-extent', async (t) =>
  assert.equal(
    (await runDocument(t, '### first of all\nPOST ORIGIN/\n\nx\n###\nPOST ORIGIN/\n\n{{first.request.body}}\n')).seen[1]
      ?.body,
    'x',
  ));
test('request-naming/name-grammar', async (t) =>
  assert.equal(
    (await runDocument(t, '### _a9_B\nPOST ORIGIN/\n\nx\n###\nPOST ORIGIN/\n\n{{_a9_B.request.body}}\n')).seen[1]?.body,
    'x',
  ));
test('request-naming/name-case', async (t) => {
  const { seen } = await runDocument(
    t,
    '### one\nPOST ORIGIN/\n\nx\n### ONE\nPOST ORIGIN/\n\ny\n###\nPOST ORIGIN/\n\n{{one.request.body}}{{ONE.request.body}}\n',
  );
  assert.equal(seen[2]?.body, 'xy');
});
test('request-naming/distinct-names', async (t) => {
  // Two blocks of one name do not conform; a reference then takes the nearest before it.
  const { seen } = await runDocument(
    t,
    '### a\nPOST ORIGIN/\n\nx\n###\nPOST ORIGIN/\n\n{{a.request.body}}\n### a\nPOST ORIGIN/\n\ny\n',
  );
  assert.equal(seen[1]?.body, 'x');
});
test('request-naming/request-identity', (t) => sameWire(t, 'GET ORIGIN/\n', '### a\n# @name b\nGET ORIGIN/\n'));
test('request-naming/wire-invisibility', async (t) => {
  const { seen } = await runDocument(t, '### separatorname\nGET ORIGIN/\n###\n# @name directivename\nGET ORIGIN/\n');
  for (const it of seen) assert.doesNotMatch(it.octets, /name/);
});

test('request-separator/empty-block', async (t) =>
  assert.equal((await lines(t, '###\n\n### two\n# only a comment\n###\nGET ORIGIN/\n###\n')).length, 1));
test('request-separator/first-block', async (t) =>
  assert.deepEqual(await lines(t, 'GET ORIGIN/1\n###\nGET ORIGIN/2\n'), ['GET /1 HTTP/1.1', 'GET /2 HTTP/1.1']));
test('request-separator/leading-separator', (t) => sameWire(t, 'GET ORIGIN/1\n', '###\n### x\nGET ORIGIN/1\n'));
test('request-separator/wire-octets', async (t) => {
  const { seen } = await runDocument(t, 'POST ORIGIN/\n\na\n### title\nPOST ORIGIN/\n\nb\n####\n');
  assert.deepEqual(
    seen.map((it) => it.body),
    ['a', 'b'],
  );
});
test('request-separator/hash-line/recognition', async (t) =>
  assert.equal((await lines(t, 'GET ORIGIN/1\n###\nGET ORIGIN/2\n#####\nGET ORIGIN/3\n')).length, 3));
test('request-separator/hash-line/trailing-text', async (t) =>
  assert.equal((await lines(t, 'GET ORIGIN/1\n###no space, # and more\nGET ORIGIN/2\n')).length, 2));

test('request-target/default-scheme', async (t) => {
  const server = await proxyServer(t);
  const { outcomes } = await runDocument(t, 'GET api.example.test/x\n', { server, settings: { proxy: server.origin } });
  assert.equal(server.seen[0]?.line, 'CONNECT api.example.test:443 HTTP/1.1');
  assert.equal(outcomes.length, 1);
});
test('request-target/written-scheme', async (t) => {
  const server = await plainServer(t);
  await runDocument(t, 'GET http://HOST/plain\n', { server });
  assert.equal(server.seen[0]?.line, 'GET /plain HTTP/1.1');
  await runDocument(t, 'GET https://HOST/tls\n', { server, settings: { timeoutMs: 300 } });
  assert.equal(server.octets().indexOf('\x16\x03') > 0, true, 'a TLS handshake begins');
});
test('request-target/absolute-form/target-uri', async (t) => {
  const { seen } = await runDocument(t, 'GET ORIGIN/abs?x=1\nHost: elsewhere.test\n');
  assert.equal(seen[0]?.line, 'GET /abs?x=1 HTTP/1.1');
});
test('request-target/origin-form/missing-host', async (t) =>
  assert.ok(refused(await runDocument(t, 'GET /o\nA: 1\n'))));
test('request-target/origin-form/target-reconstruction', async (t) => {
  const server = await proxyServer(t);
  await runDocument(t, 'GET /x\nHost: api.example.test:8443\n', { server, settings: { proxy: server.origin } });
  assert.equal(server.seen[0]?.line, 'CONNECT api.example.test:8443 HTTP/1.1');
});

/** A proxy that lets nobody through: what it is asked for is what the request was going to be sent to. */
function proxyServer(t: TestContext) {
  return rawServer(t, () => answer('403 Forbidden'));
}
