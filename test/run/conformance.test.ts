import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer as createHttp2Server } from 'node:http2';
import { type TestContext, test } from 'node:test';
import { listen } from '../send/loopback.ts';
import { octets, plainServer, type RunOptions, refused, runDocument, valuesOf } from './conformance.ts';

/** The draft standard for `.http` documents, statement by statement; each test bears the id of its statement. */

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

async function body(t: TestContext, document: string): Promise<string | undefined> {
  return (await runDocument(t, document)).seen[0]?.body;
}

test('comments/request-identity', (t) =>
  sameWire(t, 'GET ORIGIN/\nA: 1\n\n', '# one\n\n// two\nGET ORIGIN/\n# three\nA: 1\n// four\n\n'));
test('comments/line-start', async (t) => {
  const { seen } = await runDocument(t, 'GET ORIGIN/a#frag//x\nA: value # no // comment\n');
  assert.deepEqual(valuesOf(seen[0], 'A'), ['value # no // comment']);
});
test('comments/hash/recognition', (t) => sameWire(t, 'GET ORIGIN/\n', '#not a request\nGET ORIGIN/\n#A: 1\n'));
test('comments/slash/recognition', (t) => sameWire(t, 'GET ORIGIN/\n', '//GET ORIGIN/no\nGET ORIGIN/\n//A: 1\n'));

test('comment-directives/argument-text', async (t) => {
  const { seen } = await runDocument(
    t,
    '# @name   first  \t\nPOST ORIGIN/\n\nx\n###\nPOST ORIGIN/\n\n{{first.request.body}}\n',
  );
  assert.deepEqual(
    seen.map((it) => it.body),
    ['x', 'x'],
  );
});
test('comment-directives/directive-line', (t) => sameWire(t, 'GET ORIGIN/\n', '# @name login\nGET ORIGIN/\n'));
test('comment-directives/directive-name', (t) => sameWire(t, 'GET ORIGIN/\n', '# @x-9-unknown-Name\nGET ORIGIN/\n'));
test('comment-directives/header-placement', (t) =>
  sameWire(t, 'GET ORIGIN/\nA: 1\n', 'GET ORIGIN/\n# @note: x\nA: 1\n', { host: { confirm: async () => true } }));
test('comment-directives/marker-forms', async (t) => {
  const { seen } = await runDocument(
    t,
    '// @name first\nPOST ORIGIN/\n\nx\n###\nPOST ORIGIN/\n\n{{first.request.body}}\n',
  );
  assert.equal(seen[1]?.body, 'x');
});
test('comment-directives/marker-spacing', async (t) => {
  const { seen } = await runDocument(
    t,
    '#@name a\nPOST ORIGIN/\n\n1\n###\n#   @name b\nPOST ORIGIN/\n\n2\n###\nPOST ORIGIN/\n\n{{a.request.body}}{{b.request.body}}\n',
  );
  assert.equal(seen[2]?.body, '12');
});
test('comment-directives/unimplemented', (t) => sameWire(t, 'GET ORIGIN/\n', '# @no-such-thing at all\nGET ORIGIN/\n'));
test('comment-directives/wire-invisibility', async (t) => {
  const { seen } = await runDocument(t, '# @name secretword\nGET ORIGIN/\n// @timeout 5 s\nA: 1\n');
  assert.doesNotMatch(seen[0]?.octets ?? 'secretword', /secretword|timeout|@/);
});

test('file-conventions/crlf-line-endings', async (t) =>
  assert.deepEqual(await lines(t, 'GET ORIGIN/a\r\nA: 1\r\n\r\n'), ['GET /a HTTP/1.1']));
test('file-conventions/lf-line-endings', async (t) =>
  assert.deepEqual(await lines(t, 'GET ORIGIN/a\nA: 1\n\n'), ['GET /a HTTP/1.1']));
test('file-conventions/mixed-terminators', (t) =>
  sameWire(
    t,
    'POST ORIGIN/a\nA: 1\n\nbody\n###\nGET ORIGIN/b\n',
    'POST ORIGIN/a\r\nA: 1\n\r\nbody\n###\r\nGET ORIGIN/b\r\n',
  ));
test('file-conventions/terminator-variance', (t) =>
  sameWire(t, '@a = 1\nGET ORIGIN/{{a}}\nA: {{a}}\n', '@a = 1\r\nGET ORIGIN/{{a}}\r\nA: {{a}}\r\n'));
test('file-conventions/encoding', async (t) => assert.equal(await body(t, 'POST ORIGIN/\n\nπ\n'), octets('π')));
test('file-conventions/invalid-encoding', async (t) => {
  const run = await runDocument(t, Buffer.from([0x47, 0x45, 0x54, 0x20, 0x68, 0xff, 0xfe, 0x0a]));
  assert.ok(refused(run));
  assert.match(run.unreadable ?? '', /UTF-8/);
});
test('file-conventions/http-extension', async (t) =>
  assert.equal((await runDocument(t, 'GET ORIGIN/\n', { extension: '.http' })).seen.length, 1));
test('file-conventions/rest-extension', async (t) =>
  assert.equal((await runDocument(t, 'GET ORIGIN/\n', { extension: '.rest' })).seen.length, 1));
test('file-conventions/rest-reading', async (t) => {
  const server = await plainServer(t);
  const http = await runDocument(t, 'POST ORIGIN/\nA: 1\n\n# x\n', { server });
  const rest = await runDocument(t, 'POST ORIGIN/\nA: 1\n\n# x\n', { server, extension: '.rest' });
  assert.deepEqual(rest.seen, http.seen);
});

test('header-duplicates/occurrence-order', async (t) => {
  const { seen } = await runDocument(t, 'GET ORIGIN/\nX: 2\nY: 0\nX: 1\nX: 3\n');
  assert.deepEqual(
    seen[0]?.fields.filter((it) => /^[XY]:/.test(it)),
    ['X: 2', 'Y: 0', 'X: 1', 'X: 3'],
  );
});
test('header-duplicates/occurrence-transmission', async (t) =>
  assert.deepEqual(valuesOf((await runDocument(t, 'GET ORIGIN/\nX: a, b\nX: c\n')).seen[0], 'X'), ['a, b', 'c']));
test('header-duplicates/casing-emission', async (t) => {
  const { seen } = await runDocument(t, 'GET ORIGIN/\nX-aB: 1\nx-Ab: 2\n');
  assert.deepEqual(
    seen[0]?.fields.filter((it) => /^x-ab:/i.test(it)),
    ['X-aB: 1', 'x-Ab: 2'],
  );
});
test('header-duplicates/mandated-casing', async (t) => {
  const { names } = await overHttp2(t, 'GET ORIGIN/ HTTP/2\nX-Upper: 1\nX-Upper: 2\n');
  assert.deepEqual(
    names.filter((it) => it.toLowerCase() === 'x-upper'),
    ['x-upper', 'x-upper'],
  );
});

test('header-fields/block-extent', async (t) => {
  const { seen } = await runDocument(t, 'POST ORIGIN/\nA: 1\n\nB: 2\n');
  assert.equal(seen[0]?.body, 'B: 2');
  assert.deepEqual(valuesOf(seen[0], 'B'), []);
});
test('header-fields/field-line-form', async (t) =>
  assert.deepEqual(valuesOf((await runDocument(t, 'GET ORIGIN/\nA:1\n')).seen[0], 'A'), ['1']));
test('header-fields/field-transmission', async (t) => {
  const { seen } = await runDocument(
    t,
    'GET ORIGIN/\nAccept: a/b\nUser-Agent: mine\nX-Empty:\nCache-Control: no-store\n',
  );
  for (const it of ['Accept: a/b', 'User-Agent: mine', 'Cache-Control: no-store'])
    assert.ok(seen[0]?.fields.includes(it), it);
  assert.deepEqual(valuesOf(seen[0], 'X-Empty'), ['']);
});
test('header-fields/line-extent', async (t) => {
  const { seen } = await runDocument(t, 'GET ORIGIN/\nA: 1\n  folded\nB: 2\n');
  assert.ok(seen.every((it) => valuesOf(it, 'A')[0] === '1'));
});
test('header-fields/value-encoding', async (t) =>
  assert.deepEqual(valuesOf((await runDocument(t, 'GET ORIGIN/\nA: é→\n')).seen[0], 'A'), [octets('é→')]));
test('header-fields/value-whitespace', async (t) => {
  const { seen } = await runDocument(t, 'GET ORIGIN/\nA: \t  x  y \t \n');
  assert.ok(seen[0]?.fields.includes('A: x  y'));
});

test('message-body/body-absence', async (t) => assert.equal(await body(t, 'POST ORIGIN/\nA: 1\n'), ''));
test('message-body/body-content', async (t) => {
  const text = 'first\n# one\n\n// two\n@a = 1\n\nGET no.test\n> not a handler\n  indented  \nlast  ';
  assert.equal(await body(t, `POST ORIGIN/\n\n${text}\n`), text);
});
test('message-body/body-encoding', async (t) =>
  assert.equal(
    await body(t, 'POST ORIGIN/\nContent-Type: text/plain; charset=iso-8859-1\n\nhéllo\n'),
    octets('héllo'),
  ));
test('message-body/body-end', async (t) =>
  assert.equal(await body(t, 'POST ORIGIN/\n\na\n\nb\n\n\n### next\n'), 'a\n\nb'));
test('message-body/body-start', async (t) => assert.equal(await body(t, 'POST ORIGIN/\n\n\na\n'), '\na'));
test('message-body/final-terminator', async (t) => assert.equal(await body(t, 'POST ORIGIN/\n\na\n'), 'a'));
test('message-body/line-terminators', async (t) => {
  assert.equal(await body(t, 'POST ORIGIN/\r\n\r\na\r\nb\r\n'), 'a\r\nb');
  assert.equal(await body(t, 'POST ORIGIN/\n\na\nb\n'), 'a\nb');
});
test('message-body/trailing-blank-lines', async (t) =>
  assert.equal(await body(t, 'POST ORIGIN/\n\na\n \n\t\n\n'), 'a'));

for (const method of ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT']) {
  test(`method-support/${method.toLowerCase()}`, async (t) =>
    assert.deepEqual(await lines(t, `${method} ORIGIN/m\n`), [`${method} /m HTTP/1.1`]));
}
test('method-verbatim/acceptance', async (t) =>
  assert.deepEqual(await lines(t, 'PURGE ORIGIN/\n###\nFROBNICATE ORIGIN/\n'), [
    'PURGE / HTTP/1.1',
    'FROBNICATE / HTTP/1.1',
  ]));
test('method-verbatim/transmission', async (t) =>
  assert.deepEqual(await lines(t, 'pRoPfInD ORIGIN/\n###\nX-y.Z ORIGIN/\n'), [
    'pRoPfInD / HTTP/1.1',
    'X-y.Z / HTTP/1.1',
  ]));
test('method-verbatim/lowercase-methods', async (t) =>
  assert.deepEqual(await lines(t, 'post ORIGIN/\n'), ['POST / HTTP/1.1']));
test('method-verbatim/mixed-case-methods', async (t) =>
  assert.deepEqual(await lines(t, 'Put ORIGIN/\n'), ['PUT / HTTP/1.1']));

test('request-version/http10-token', async (t) =>
  assert.deepEqual(await lines(t, 'GET ORIGIN/ HTTP/1.0\n'), ['GET / HTTP/1.0']));
test('request-version/http11-token', async (t) =>
  assert.deepEqual(await lines(t, 'GET ORIGIN/ HTTP/1.1\n'), ['GET / HTTP/1.1']));
test('request-version/http2-token', async (t) =>
  assert.equal((await overHttp2(t, 'GET ORIGIN/two HTTP/2\n')).path, '/two'));
test('request-version/http3-token', async (t) => {
  const { outcomes, problems } = await runDocument(t, 'GET ORIGIN/ HTTP/3\n');
  assert.deepEqual(problems, []);
  assert.equal(outcomes[0]?.kind, 'failed');
});
test('request-version/malformed-version', async (t) => {
  for (const version of ['HTTP/9', 'HTTP/1', 'HTTP/2.1', 'http/1.1'])
    assert.ok(refused(await runDocument(t, `GET ORIGIN/ ${version}\n`)), version);
});
test('request-version/unavailable-version', async (t) =>
  assert.ok(refused(await runDocument(t, 'GET ORIGIN/ HTTP/3\n'))));
test('request-version/version-instruction', async (t) => {
  const { seen, outcomes } = await runDocument(t, 'GET ORIGIN/ HTTP/2\n', { settings: { timeoutMs: 500 } });
  assert.notEqual(outcomes[0]?.kind, 'answered', 'a server of HTTP/1.1 alone gives no exchange over HTTP/2');
  assert.ok(seen.every((it) => !it.line.startsWith('GET')));
});
test('request-version/version-names', async (t) =>
  assert.ok(refused(await runDocument(t, 'GET ORIGIN/ HTTP/1.1.1\n'))));

test('wire-serialization/authority-casing', async (t) => {
  const server = await plainServer(t);
  await runDocument(t, 'GET http://LocalHost:PORT/\n'.replace('PORT', String(server.port)), { server });
  assert.deepEqual(valuesOf(server.seen[0], 'Host'), [`LocalHost:${server.port}`]);
});
test('wire-serialization/http11-host', async (t) => {
  const server = await plainServer(t);
  await runDocument(t, 'GET ORIGIN/\n', { server });
  assert.deepEqual(valuesOf(server.seen[0], 'Host'), [`127.0.0.1:${server.port}`]);
});
test('wire-serialization/http11-target', async (t) =>
  assert.deepEqual(await lines(t, 'GET ORIGIN/a?b HTTP/1.1\n'), ['GET /a?b HTTP/1.1']));
test('wire-serialization/protocol-serialization', async (t) => {
  const { headers, path } = await overHttp2(t, 'POST ORIGIN/p HTTP/2\nX-A: 1\n\nx\n');
  assert.deepEqual([headers[':method'], path, headers['x-a']], ['POST', '/p', '1']);
});
test('wire-serialization/target-octets', async (t) => {
  const target = "/a%20b/%7e/./../c//d;e=(f)'!*|^`[]{x}/%zz?q=a+b&r=%2B&s=[]&t=ü";
  const { seen } = await runDocument(t, `GET ORIGIN${target}\n`);
  assert.equal(seen[0]?.line, `GET ${octets(target)} HTTP/1.1`);
});

/** Sends over HTTP/2 with prior knowledge to a server in clear. */
async function overHttp2(t: TestContext, document: string) {
  const names: string[] = [];
  let headers: Record<string, unknown> = {};
  const server = createHttp2Server();
  server.on('stream', (stream, fields, _flags, raw: string[]) => {
    names.push(...raw.filter((_, i) => i % 2 === 0));
    headers = fields;
    stream.respond({ ':status': 200 });
    stream.end('ok');
  });
  const { port } = await listen(t, server);
  const { outcomes } = await runDocument(t, document.replaceAll('ORIGIN', `http://127.0.0.1:${port}`));
  assert.equal(outcomes[0]?.kind, 'answered', JSON.stringify(outcomes[0]));
  return { names, headers, path: headers[':path'] };
}

test('every statement of the draft standard has its test', async (t) => {
  const spec = await readFile(new URL('../../../shared/http-spec.md', import.meta.url), 'utf8').catch(() => undefined);
  if (spec === undefined) return t.skip('the draft standard does not lie beside this checkout');
  const folder = new URL('./', import.meta.url);
  const sources = await Promise.all(
    [
      'conformance.test.ts',
      'conformanceBlocks.test.ts',
      'conformanceTargets.test.ts',
      'conformanceVariables.test.ts',
    ].map((it) => readFile(new URL(it, folder), 'utf8')),
  );
  const tested = new Set([...sources.join('\n').matchAll(/test\('([a-z0-9/-]+)'/g)].map((it) => it[1]));
  for (const method of ['delete', 'get', 'head', 'options', 'patch', 'post', 'put'])
    tested.add(`method-support/${method}`);
  const missing: string[] = [];
  let feature = '';
  for (const line of spec.split('\n')) {
    feature = /^## .*\(`([^`]+)`\)/.exec(line)?.[1] ?? feature;
    const statement = /^- \*\*([a-z0-9-]+)\*\*/.exec(line)?.[1];
    if (statement && !tested.has(`${feature}/${statement}`)) missing.push(`${feature}/${statement}`);
  }
  assert.deepEqual(missing, []);
});
