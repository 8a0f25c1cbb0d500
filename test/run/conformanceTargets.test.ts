import assert from 'node:assert/strict';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import { type TestContext, test } from 'node:test';
import { makeCertificates } from '../send/certificates.ts';
import { listen } from '../send/loopback.ts';
import { plainServer, runDocument } from './conformance.ts';

/** Targets without a scheme go by https, so these statements are seen behind TLS. Each test bears the id of its statement. */

const made = makeCertificates();
const skip = typeof made === 'string' ? made : false;
const certificates = typeof made === 'string' ? undefined : made;

/** The request lines of a document that reach a server behind TLS at `HOST`. */
async function secureLines(t: TestContext, document: string): Promise<readonly string[]> {
  assert.ok(certificates);
  const { key, good, ca, pem } = certificates;
  const lines: string[] = [];
  const server = createServer({ key: pem(key), cert: pem(good) }, (message, response) => {
    lines.push(`${message.method} ${message.url} ${message.headers.host}`);
    response.end('ok');
  });
  const { port, sockets } = await listen(t, server);
  const host = `127.0.0.1:${port}`;
  const loopback = { port, origin: `https://${host}`, seen: [], sockets, octets: () => '' };
  await runDocument(t, document.replaceAll('HOST', host), {
    server: loopback,
    settings: { certificateAuthorities: [ca] },
  });
  return lines.map((it) => it.replace(host, 'HOST'));
}

test('request-target/default-scheme on this computer', { skip }, async (t) =>
  assert.deepEqual(await secureLines(t, 'GET HOST/x\n'), ['GET /x HOST']),
);
test('request-target/absolute-form/target-form', { skip }, async (t) =>
  assert.deepEqual(await secureLines(t, 'GET https://HOST\n###\nGET HOST/noscheme\n'), [
    'GET / HOST',
    'GET /noscheme HOST',
  ]),
);
test('request-target/origin-form/host-header', { skip }, async (t) =>
  assert.deepEqual(await secureLines(t, 'GET /o\nHost: HOST\n'), ['GET /o HOST']),
);
test('request-target/origin-form/target-form', { skip }, async (t) =>
  assert.deepEqual(await secureLines(t, 'GET /a/b?c=d&e\nHost: HOST\n'), ['GET /a/b?c=d&e HOST']),
);
test('header-fields/name-recognition', { skip }, async (t) =>
  assert.deepEqual(await secureLines(t, 'GET /p\nhOsT: HOST\n'), ['GET /p HOST']),
);

test('a target without a scheme that meets no TLS is told about its scheme', async (t) => {
  const server = await plainServer(t);
  const settings = { timeoutMs: 300 };
  for (const [document, told] of [
    ['GET HOST/x\n', true],
    ['GET /x\nHost: HOST\n', true],
    ['GET https://HOST/x\n', false],
  ] as const) {
    const { outcomes, seen } = await runDocument(t, document, { server, settings });
    const [outcome] = outcomes;
    assert.ok(outcome?.kind === 'failed');
    assert.equal(outcome.message.includes('write http:// in front of it'), told, outcome.message);
    assert.equal(seen.length, 0);
  }
});

test('the variable host of httpYac is this computer by http, as it says', async (t) => {
  const { seen } = await runDocument(t, '@host = HOST\nGET /x\n');
  assert.equal(seen[0]?.line, 'GET /x HTTP/1.1');
});

test('on this computer a target without a scheme goes by http where there is no TLS', async (t) => {
  const lines: string[] = [];
  const server = createPlainServer((message, response) => {
    lines.push(`${message.method} ${message.url}`);
    response.end('ok');
  });
  const { port, sockets } = await listen(t, server);
  const loopback = { port, origin: `http://127.0.0.1:${port}`, seen: [], sockets, octets: () => '' };
  const document = `GET 127.0.0.1:${port}/x\n###\nGET /y\nHost: 127.0.0.1:${port}\n###\nGET https://127.0.0.1:${port}/z\n`;
  const { outcomes } = await runDocument(t, document, { server: loopback });
  assert.deepEqual(lines, ['GET /x', 'GET /y']);
  assert.deepEqual(
    outcomes.map((it) => it.kind),
    ['answered', 'answered', 'failed'],
  );
});
